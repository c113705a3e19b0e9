package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.Value;
import java.math.BigInteger;

/// Bitwise functions on whole numbers of any size.
public final class BitsBuiltins {
    private static final int MAX_SHIFT_BITS = 1 << 20;

    private BitsBuiltins() {}

    public static void register(BuiltinTable table) {
        table.function("bits.and", (_, operands) -> number(first(operands).and(second(operands))));
        table.function("bits.or", (_, operands) -> number(first(operands).or(second(operands))));
        table.function("bits.xor", (_, operands) -> number(first(operands).xor(second(operands))));
        table.function("bits.negate", (_, operands) -> number(first(operands).not()));
        table.function("bits.lsh", (_, operands) -> number(first(operands).shiftLeft(leftShift(operands))));
        table.function("bits.rsh", (_, operands) -> number(shiftRight(first(operands), unsigned(operands))));
    }

    private static Value number(BigInteger value) {
        return NumberValue.of(value);
    }

    private static BigInteger first(Value[] operands) {
        return Operands.bigInteger(operands, 0);
    }

    private static BigInteger second(Value[] operands) {
        return Operands.bigInteger(operands, 1);
    }

    // When all bits are shifted out, the sign remains.
    private static BigInteger shiftRight(BigInteger value, BigInteger bits) {
        return value.shiftRight(bits.bitLength() < Integer.SIZE ? bits.intValue() : Integer.MAX_VALUE);
    }

    private static BigInteger unsigned(Value[] operands) {
        BigInteger bits = second(operands);
        if (bits.signum() < 0) {
            throw BuiltinException.operand(2, "must be an unsigned integer number but got a negative integer");
        }
        return bits;
    }

    private static int leftShift(Value[] operands) {
        BigInteger bits = unsigned(operands);
        if (bits.bitLength() > 31 || bits.intValue() > MAX_SHIFT_BITS) {
            throw BuiltinException.operand(2, "must be at most " + MAX_SHIFT_BITS);
        }
        return bits.intValue();
    }
}
