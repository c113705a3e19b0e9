package dev.agenticframework.rego.builtin;

import dev.agenticframework.rego.value.Value;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a built-in does with its operands.
public sealed interface Builtin {

    /// A built-in with at most one result.
    @FunctionalInterface
    non-sealed interface Function extends Builtin {
        /// The result, or null when it is undefined.
        ///
        /// @throws BuiltinException when the operands are wrong
        @Nullable
        Value call(BuiltinContext context, Value[] operands);
    }

    /// A built-in that yields any number of results.
    @FunctionalInterface
    non-sealed interface Relation extends Builtin {
        /// Hands each result to `sink`, until it returns false.
        ///
        /// @throws BuiltinException when the operands are wrong
        void each(BuiltinContext context, Value[] operands, Predicate<Value> sink);
    }
}
