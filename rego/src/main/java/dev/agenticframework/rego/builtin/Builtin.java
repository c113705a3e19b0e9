package dev.agenticframework.rego.builtin;

import dev.agenticframework.rego.value.Value;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The implementation of a built-in.
public sealed interface Builtin {

    /// A built-in with at most one result.
    @FunctionalInterface
    non-sealed interface Function extends Builtin {
        /// Returns the result, or null when it is undefined.
        ///
        /// @throws BuiltinException when the operands are invalid
        @Nullable
        Value call(BuiltinContext context, Value[] operands);
    }

    /// A built-in with any number of results.
    @FunctionalInterface
    non-sealed interface Relation extends Builtin {
        /// Passes each result to `sink`, until it returns false.
        ///
        /// @throws BuiltinException when the operands are invalid
        void each(BuiltinContext context, Value[] operands, Predicate<Value> sink);
    }
}
