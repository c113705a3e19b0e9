package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tests of types, and conversions between types.
public final class TypeBuiltins {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    private TypeBuiltins() {}

    public static void register(BuiltinTable table) {
        table.function("type_name", (_, operands) -> StringValue.of(operands[0].typeName()));
        registerTests(table);
        table.function("to_number", (_, operands) -> toNumber(operands[0]));
        table.function("cast_array", (_, operands) -> castArray(operands));
        table.function("cast_set", (_, operands) -> castSet(operands));
        table.function("cast_string", (_, operands) -> cast(operands[0], "string"));
        table.function("cast_boolean", (_, operands) -> cast(operands[0], "boolean"));
        table.function("cast_null", (_, operands) -> cast(operands[0], "null"));
        table.function("cast_object", (_, operands) -> cast(operands[0], "object"));
    }

    private static void registerTests(BuiltinTable table) {
        for (String kind : new String[] {"array", "boolean", "null", "number", "object", "set", "string"}) {
            table.function(
                    "is_" + kind,
                    (_, operands) -> BooleanValue.of(operands[0].typeName().equals(kind)));
        }
    }

    private static Value cast(Value value, String kind) {
        if (value.typeName().equals(kind)) {
            return value;
        }
        throw Operands.wrongType(0, value, kind);
    }

    private static Value castArray(Value[] operands) {
        return operands[0] instanceof SetValue set
                ? ArrayValue.wrap(set.ascending().clone())
                : operands[0] instanceof ArrayValue ? operands[0] : wrongCollection(operands);
    }

    private static Value castSet(Value[] operands) {
        return operands[0] instanceof ArrayValue array
                ? SetValue.of(array.toList())
                : operands[0] instanceof SetValue ? operands[0] : wrongCollection(operands);
    }

    private static Value wrongCollection(Value[] operands) {
        throw Operands.wrongType(0, operands[0], "array", "set");
    }

    private static Value toNumber(Value value) {
        return switch (value) {
            case NullValue _ -> NumberValue.ZERO;
            case BooleanValue bool -> bool.value() ? NumberValue.ONE : NumberValue.ZERO;
            case NumberValue number -> number;
            case StringValue text -> parseNumber(text);
            default -> throw Operands.wrongType(0, value, "null", "boolean", "number", "string");
        };
    }

    private static Value parseNumber(StringValue text) {
        String lower = text.text().replaceFirst("^[+-]+", "").toLowerCase(Locale.ROOT);
        if (lower.equals("inf") || lower.equals("infinity") || lower.equals("nan")) {
            throw Operands.wrongType(0, text, "valid number string");
        }
        NumberValue number = parseDecimal(text.text());
        if (number == null) {
            throw BuiltinException.failure("strconv.ParseFloat: parsing " + text + ": invalid syntax");
        }
        return number;
    }

    private static @Nullable NumberValue parseDecimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return null;
        }
        try {
            return NumberValue.parse(text);
        } catch (NumberFormatException outOfRange) {
            return null;
        }
    }
}
