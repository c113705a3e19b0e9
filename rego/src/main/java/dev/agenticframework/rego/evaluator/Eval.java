package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.Value;
import org.jspecify.annotations.Nullable;

/// A compiled term.
public abstract class Eval {
    abstract @Nullable Value eval(Frame frame);

    /// Returns the value if it is the same in every frame, else null.
    @Nullable
    public Value constant() {
        return null;
    }
}
