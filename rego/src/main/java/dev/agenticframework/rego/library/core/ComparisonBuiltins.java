package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.value.BooleanValue;

/// Comparisons by the total order of values.
public final class ComparisonBuiltins {
    private ComparisonBuiltins() {}

    public static void register(BuiltinTable table) {
        table.function("equal", (_, operands) -> BooleanValue.of(operands[0].equals(operands[1])));
        table.function("eq", (_, operands) -> BooleanValue.of(operands[0].equals(operands[1])));
        table.function("assign", (_, operands) -> BooleanValue.of(operands[0].equals(operands[1])));
        table.function("neq", (_, operands) -> BooleanValue.of(!operands[0].equals(operands[1])));
        table.function("lt", (_, operands) -> BooleanValue.of(operands[0].compareTo(operands[1]) < 0));
        table.function("lte", (_, operands) -> BooleanValue.of(operands[0].compareTo(operands[1]) <= 0));
        table.function("gt", (_, operands) -> BooleanValue.of(operands[0].compareTo(operands[1]) > 0));
        table.function("gte", (_, operands) -> BooleanValue.of(operands[0].compareTo(operands[1]) >= 0));
    }
}
