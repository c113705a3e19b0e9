package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.builtin.Builtin;
import dev.agenticframework.rego.value.Value;

/// What a call runs instead of a function that `with` replaces.
public sealed interface Replacement {
    /// Returns this value.
    record Fixed(Value value) implements Replacement {}

    record BuiltinCall(String name, Builtin.Function function) implements Replacement {}

    /// Is undefined.
    record Undefined() implements Replacement {}

    record RuleCall(RuleGroup group) implements Replacement {}
}
