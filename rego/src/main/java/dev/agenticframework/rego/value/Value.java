package dev.agenticframework.rego.value;

/// A Rego value: immutable, totally ordered, exact in its numbers. Undefined is no value: it is a Java `null` wherever
/// a result may be undefined. `toString` writes the value as a Rego term; [JsonText] writes it as JSON.
///
/// The order is OPA's: null, booleans, numbers, strings, arrays, objects, sets; within a kind by content.
public sealed interface Value extends Comparable<Value>
        permits NullValue, BooleanValue, NumberValue, StringValue, ArrayValue, ObjectValue, SetValue {

    /// Where this kind stands in the total order, 0 (null) to 6 (set).
    int rank();

    /// The name that `type_name` gives: `null`, `boolean`, `number`, `string`, `array`, `object` or `set`.
    String typeName();

    /// Appends the value as a Rego term.
    void writeTerm(StringBuilder out);

    /// Orders against a value of the same kind.
    int compareSameKind(Value other);

    @Override
    default int compareTo(Value other) {
        if (this == other) {
            return 0;
        }
        int byKind = Integer.compare(rank(), other.rank());
        return byKind != 0 ? byKind : compareSameKind(other);
    }

    /// Whether an expression with this value holds: all but `false` do.
    default boolean isTruthy() {
        return true;
    }
}
