package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.Value;
import org.jspecify.annotations.Nullable;

/// A compiled term: gives its value, or null when it is undefined.
public abstract class Eval {
    abstract @Nullable Value eval(Frame frame);

    /// The value when it is the same in every frame.
    @Nullable
    public Value constant() {
        return null;
    }
}
