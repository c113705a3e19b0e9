package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.builtin.Builtin;
import dev.agenticframework.rego.value.Value;

/// What `with f as ...` calls in the place of a function.
public sealed interface Replacement {
    /// Always this value.
    record Fixed(Value value) implements Replacement {}

    record BuiltinCall(String name, Builtin.Function function) implements Replacement {}

    /// A call without a value.
    record Undefined() implements Replacement {}

    record RuleCall(RuleGroup group) implements Replacement {}
}
