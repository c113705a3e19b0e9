package dev.agenticframework.rego.value;

/// A Rego value: immutable, totally ordered, with exact numbers. Undefined is not a value but a Java `null`. `toString`
/// formats the value as a Rego term; [JsonText] formats it as JSON.
///
/// The order is OPA's: null, booleans, numbers, strings, arrays, objects, sets; values of one type by content.
public sealed interface Value extends Comparable<Value>
        permits NullValue, BooleanValue, NumberValue, StringValue, ArrayValue, ObjectValue, SetValue {

    /// Returns the position of the type in the total order, from 0 (null) to 6 (set).
    int rank();

    /// Returns the name of the type: `null`, `boolean`, `number`, `string`, `array`, `object` or `set`.
    String typeName();

    /// Appends the value as a Rego term.
    void writeTerm(StringBuilder out);

    /// Compares with a value of the same type.
    int compareSameKind(Value other);

    @Override
    default int compareTo(Value other) {
        if (this == other) {
            return 0;
        }
        int byKind = Integer.compare(rank(), other.rank());
        return byKind != 0 ? byKind : compareSameKind(other);
    }

    /// Whether an expression with this value holds. Only `false` does not.
    default boolean isTruthy() {
        return true;
    }
}
