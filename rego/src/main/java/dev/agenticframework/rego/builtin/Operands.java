package dev.agenticframework.rego.builtin;

import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Converts operands to the types that a built-in needs. Positions start at 0 here, and at 1 in messages.
public final class Operands {
    /// Whole numbers with more digits are rejected.
    private static final int MAX_WHOLE_DIGITS = 10_000;

    private Operands() {}

    public static String string(Value[] operands, int position) {
        return stringValue(operands[position], position).text();
    }

    public static StringValue stringValue(Value value, int position) {
        if (value instanceof StringValue text) {
            return text;
        }
        throw wrongType(position, value, "string");
    }

    public static NumberValue number(Value[] operands, int position) {
        return number(operands[position], position);
    }

    public static NumberValue number(Value value, int position) {
        if (value instanceof NumberValue number) {
            return number;
        }
        throw wrongType(position, value, "number");
    }

    /// Returns a whole number of 64 bits.
    public static long integer(Value[] operands, int position) {
        NumberValue number = number(operands, position);
        if (!number.isLong()) {
            throw notInteger(position);
        }
        return number.longValue();
    }

    /// Returns a whole number clamped to 32 bits, for positions and counts.
    public static int index(Value[] operands, int position) {
        return Math.clamp(integer(operands, position), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    public static BigInteger bigInteger(Value[] operands, int position) {
        if (!(operands[position] instanceof NumberValue number)) {
            throw wrongType(position, operands[position], "integer");
        }
        if (!number.isWhole()) {
            throw notInteger(position);
        }
        return toBigInteger(number);
    }

    public static BigInteger toBigInteger(NumberValue whole) {
        if (whole.isLong()) {
            return BigInteger.valueOf(whole.longValue());
        }
        BigDecimal decimal = whole.toBigDecimal();
        if ((long) decimal.precision() - decimal.scale() > MAX_WHOLE_DIGITS) {
            throw BuiltinException.failure("number has more than " + MAX_WHOLE_DIGITS + " digits");
        }
        return decimal.toBigInteger();
    }

    public static ArrayValue array(Value[] operands, int position) {
        if (operands[position] instanceof ArrayValue array) {
            return array;
        }
        throw wrongType(position, operands[position], "array");
    }

    public static ObjectValue object(Value[] operands, int position) {
        if (operands[position] instanceof ObjectValue object) {
            return object;
        }
        throw wrongType(position, operands[position], "object");
    }

    public static SetValue set(Value[] operands, int position) {
        if (operands[position] instanceof SetValue set) {
            return set;
        }
        throw wrongType(position, operands[position], "set");
    }

    /// Returns the elements of an array or a set.
    public static Iterable<Value> collection(Value[] operands, int position, String... expected) {
        return switch (operands[position]) {
            case ArrayValue array -> array;
            case SetValue set -> set;
            default -> throw wrongType(position, operands[position], expected);
        };
    }

    /// Returns the elements of an array or a set, all of which must be strings.
    public static List<String> strings(Value[] operands, int position, String... expected) {
        List<String> texts = new ArrayList<>();
        for (Value element : collection(operands, position, expected)) {
            if (!(element instanceof StringValue text)) {
                throw wrongElement(position, operands[position], element, "string");
            }
            texts.add(text.text());
        }
        return texts;
    }

    public static BuiltinException wrongType(int position, Value got, String... expected) {
        String wanted = expected.length == 1 ? expected[0] : "one of {" + String.join(", ", expected) + "}";
        return BuiltinException.operand(position + 1, "must be " + wanted + " but got " + got.typeName());
    }

    public static BuiltinException wrongElement(int position, Value collection, Value element, String... expected) {
        String kind = collection.typeName();
        String wanted = expected.length == 1 ? expected[0] + "s" : "(any of) {" + String.join(", ", expected) + "}";
        return BuiltinException.operand(
                position + 1,
                "must be " + kind + " of " + wanted + " but got " + kind + " containing " + element.typeName());
    }

    static BuiltinException notInteger(int position) {
        return BuiltinException.operand(position + 1, "must be integer number but got floating-point number");
    }
}
