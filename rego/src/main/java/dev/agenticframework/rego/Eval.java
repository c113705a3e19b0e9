package dev.agenticframework.rego;

import org.jspecify.annotations.Nullable;

/// A compiled term: gives its value, or null when it is undefined.
abstract class Eval {
    abstract @Nullable Value eval(Frame frame);

    /// The value when it is the same in every frame.
    @Nullable
    Value constant() {
        return null;
    }
}
