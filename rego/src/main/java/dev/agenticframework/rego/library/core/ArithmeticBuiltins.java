package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.Value;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Arithmetic: exact for whole numbers of any size, with 64 significant bits for fractions.
public final class ArithmeticBuiltins {
    private static final NumberValue HALF = NumberValue.parse("0.5");

    private ArithmeticBuiltins() {}

    public static void register(BuiltinTable table) {
        table.function("plus", (_, operands) -> plus(Operands.number(operands, 0), Operands.number(operands, 1)));
        table.function("minus", (_, operands) -> minus(operands));
        table.function("mul", (_, operands) -> times(Operands.number(operands, 0), Operands.number(operands, 1)));
        table.function("div", (_, operands) -> quotient(Operands.number(operands, 0), Operands.number(operands, 1)));
        table.function("rem", (_, operands) -> remainder(Operands.number(operands, 0), Operands.number(operands, 1)));
        table.function("abs", (_, operands) -> abs(Operands.number(operands, 0)));
        table.function("round", (_, operands) -> round(Operands.number(operands, 0)));
        table.function("ceil", (_, operands) -> ceil(Operands.number(operands, 0)));
        table.function("floor", (_, operands) -> floor(Operands.number(operands, 0)));
    }

    static NumberValue plus(NumberValue left, NumberValue right) {
        if (left.isLong() && right.isLong()) {
            long a = left.longValue();
            long b = right.longValue();
            long sum = a + b;
            if (((a ^ sum) & (b ^ sum)) >= 0) {
                return NumberValue.of(sum);
            }
        }
        if (left.isWhole() && right.isWhole()) {
            return NumberValue.of(Operands.toBigInteger(left).add(Operands.toBigInteger(right)));
        }
        return BinaryFloat.of(left).plus(BinaryFloat.of(right)).toNumber();
    }

    private static Value minus(Value[] operands) {
        Value left = operands[0];
        Value right = operands[1];
        if (left instanceof NumberValue a && right instanceof NumberValue b) {
            return minus(a, b);
        }
        if (left instanceof SetValue a && right instanceof SetValue b) {
            return SetBuiltins.difference(a, b);
        }
        if (!(left instanceof NumberValue) && !(left instanceof SetValue)) {
            throw Operands.wrongType(0, left, "number", "set");
        }
        throw Operands.wrongType(1, right, right instanceof NumberValue ? "set" : "number");
    }

    static NumberValue minus(NumberValue left, NumberValue right) {
        if (left.isLong() && right.isLong()) {
            long a = left.longValue();
            long b = right.longValue();
            long difference = a - b;
            if (((a ^ b) & (a ^ difference)) >= 0) {
                return NumberValue.of(difference);
            }
        }
        if (left.isWhole() && right.isWhole()) {
            return NumberValue.of(Operands.toBigInteger(left).subtract(Operands.toBigInteger(right)));
        }
        return BinaryFloat.of(left).minus(BinaryFloat.of(right)).toNumber();
    }

    static NumberValue times(NumberValue left, NumberValue right) {
        if (left.isLong() && right.isLong()) {
            long a = left.longValue();
            long b = right.longValue();
            long high = Math.multiplyHigh(a, b);
            long low = a * b;
            if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
                return NumberValue.of(low);
            }
        }
        if (left.isWhole() && right.isWhole()) {
            return NumberValue.of(Operands.toBigInteger(left).multiply(Operands.toBigInteger(right)));
        }
        return BinaryFloat.of(left).times(BinaryFloat.of(right)).toNumber();
    }

    static NumberValue quotient(NumberValue left, NumberValue right) {
        if (right.isLong()) {
            long divisor = right.longValue();
            if (divisor == 0) {
                throw BuiltinException.failure("divide by zero");
            }
            if (left.isLong() && divisor != -1 && left.longValue() % divisor == 0) {
                return NumberValue.of(left.longValue() / divisor);
            }
        }
        return BinaryFloat.of(left).dividedBy(BinaryFloat.of(right)).toNumber();
    }

    static NumberValue remainder(NumberValue left, NumberValue right) {
        if (!left.isWhole() || !right.isWhole()) {
            throw BuiltinException.failure("modulo on floating-point number");
        }
        if (right.isLong() && right.longValue() == 0) {
            throw BuiltinException.failure("modulo by zero");
        }
        if (left.isLong() && right.isLong()) {
            return NumberValue.of(left.longValue() % right.longValue());
        }
        return NumberValue.of(Operands.toBigInteger(left).remainder(Operands.toBigInteger(right)));
    }

    private static NumberValue abs(NumberValue number) {
        if (number.isLong() && number.longValue() > Long.MIN_VALUE) {
            return NumberValue.of(Math.abs(number.longValue()));
        }
        return BinaryFloat.of(number).abs().toNumber();
    }

    private static NumberValue round(NumberValue number) {
        if (number.isLong()) {
            return NumberValue.of(number.longValue());
        }
        BinaryFloat value = BinaryFloat.of(number);
        BinaryFloat half = BinaryFloat.of(HALF);
        return NumberValue.of((value.signum() < 0 ? value.minus(half) : value.plus(half)).truncated());
    }

    private static NumberValue ceil(NumberValue number) {
        return toWhole(number, 1);
    }

    private static NumberValue floor(NumberValue number) {
        return toWhole(number, -1);
    }

    private static NumberValue toWhole(NumberValue number, int direction) {
        if (number.isLong()) {
            return NumberValue.of(number.longValue());
        }
        BinaryFloat value = BinaryFloat.of(number);
        BigInteger whole = value.truncated();
        boolean step = !value.isWhole() && value.signum() == direction;
        return NumberValue.of(step ? whole.add(BigInteger.valueOf(direction)) : whole);
    }

    /// Returns the sum of all elements, or null when one is not a number.
    static @Nullable NumberValue sum(Iterable<Value> elements) {
        return fold(elements, NumberValue.ZERO, ArithmeticBuiltins::plus);
    }

    static @Nullable NumberValue product(Iterable<Value> elements) {
        NumberValue result = fold(elements, NumberValue.ONE, ArithmeticBuiltins::times);
        return result == null || allWhole(elements) ? result : product53(elements);
    }

    private static boolean allWhole(Iterable<Value> elements) {
        for (Value element : elements) {
            if (element instanceof NumberValue number && !number.isWhole()) {
                return false;
            }
        }
        return true;
    }

    // The reference multiplies fractions with the precision of a double, here and nowhere else.
    private static NumberValue product53(Iterable<Value> elements) {
        BinaryFloat product = BinaryFloat.ONE;
        for (Value element : elements) {
            product = product.times(BinaryFloat.of((NumberValue) element), BinaryFloat.DOUBLE_PRECISION_BITS);
        }
        return product.toNumber(BinaryFloat.DOUBLE_PRECISION_BITS);
    }

    private static @Nullable NumberValue fold(
            Iterable<Value> elements, NumberValue start, java.util.function.BinaryOperator<NumberValue> step) {
        NumberValue result = start;
        for (Value element : elements) {
            if (!(element instanceof NumberValue number)) {
                return null;
            }
            result = step.apply(result, number);
        }
        return result;
    }
}
