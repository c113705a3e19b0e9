package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.text.GoFloat;
import dev.agenticframework.rego.value.NumberValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/// A binary floating-point number of 64 significant bits, rounded to nearest, ties to even. The reference
/// implementation computes with these numbers wherever a fraction is involved, so the results have the same digits.
///
/// @param mantissa at most 64 bits, odd or zero
/// @param exponent a power of two
record BinaryFloat(BigInteger mantissa, int exponent) {
    private static final int PRECISION_BITS = 64;
    static final int DOUBLE_PRECISION_BITS = 53;
    private static final int MAX_SHORTEST_DIGITS = 21;
    private static final int MAX_DECIMAL_EXPONENT = 10_000;
    private static final int PLAIN_EXPONENT_LOW = -4;
    private static final int PLAIN_EXPONENT_HIGH = 6;

    static final BinaryFloat ZERO = new BinaryFloat(BigInteger.ZERO, 0);
    static final BinaryFloat ONE = new BinaryFloat(BigInteger.ONE, 0);

    static BinaryFloat of(NumberValue number) {
        if (number.isLong()) {
            return round(BigInteger.valueOf(number.longValue()), 0);
        }
        BigDecimal decimal = number.toBigDecimal();
        long magnitude = (long) decimal.precision() - decimal.scale();
        if (Math.abs(magnitude) > MAX_DECIMAL_EXPONENT) {
            throw BuiltinException.failure("number exceeds the supported range");
        }
        if (decimal.scale() <= 0) {
            return round(decimal.toBigInteger(), 0);
        }
        return quotient(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()), 0);
    }

    BinaryFloat plus(BinaryFloat other) {
        int low = Math.min(exponent, other.exponent);
        return round(mantissa.shiftLeft(exponent - low).add(other.mantissa.shiftLeft(other.exponent - low)), low);
    }

    BinaryFloat minus(BinaryFloat other) {
        return plus(new BinaryFloat(other.mantissa.negate(), other.exponent));
    }

    BinaryFloat times(BinaryFloat other) {
        return times(other, PRECISION_BITS);
    }

    BinaryFloat times(BinaryFloat other, int bits) {
        return round(mantissa.multiply(other.mantissa), exponent + other.exponent, bits);
    }

    /// Returns the quotient. The divisor must not be zero.
    BinaryFloat dividedBy(BinaryFloat other) {
        return quotient(mantissa, other.mantissa, exponent - other.exponent);
    }

    BinaryFloat abs() {
        return new BinaryFloat(mantissa.abs(), exponent);
    }

    int signum() {
        return mantissa.signum();
    }

    boolean isWhole() {
        return exponent >= 0;
    }

    /// Returns the whole part, rounded towards zero.
    BigInteger truncated() {
        if (exponent >= 0) {
            return mantissa.shiftLeft(exponent);
        }
        BigInteger magnitude = mantissa.abs().shiftRight(-exponent);
        return mantissa.signum() < 0 ? magnitude.negate() : magnitude;
    }

    private static BinaryFloat quotient(BigInteger numerator, BigInteger denominator, int exponent) {
        int shift = Math.max(0, PRECISION_BITS + 2 + denominator.bitLength() - numerator.bitLength());
        BigInteger[] parts = numerator.abs().shiftLeft(shift).divideAndRemainder(denominator.abs());
        // A sticky last bit stands for the whole remainder. It only decides ties.
        BigInteger sticky = parts[0].shiftLeft(1).or(parts[1].signum() == 0 ? BigInteger.ZERO : BigInteger.ONE);
        boolean negative = numerator.signum() * denominator.signum() < 0;
        return round(negative ? sticky.negate() : sticky, exponent - shift - 1);
    }

    private static BinaryFloat round(BigInteger value, int exponent) {
        return round(value, exponent, PRECISION_BITS);
    }

    private static BinaryFloat round(BigInteger value, int exponent, int bits) {
        if (value.signum() == 0) {
            return ZERO;
        }
        BigInteger magnitude = value.abs();
        int excess = magnitude.bitLength() - bits;
        if (excess > 0) {
            BigInteger kept = magnitude.shiftRight(excess);
            BigInteger dropped = magnitude.subtract(kept.shiftLeft(excess));
            int toHalf = dropped.compareTo(BigInteger.ONE.shiftLeft(excess - 1));
            boolean up = toHalf > 0 || (toHalf == 0 && kept.testBit(0));
            magnitude = up ? kept.add(BigInteger.ONE) : kept;
            exponent += excess;
        }
        int zeros = magnitude.getLowestSetBit();
        BigInteger odd = magnitude.shiftRight(zeros);
        return new BinaryFloat(value.signum() < 0 ? odd.negate() : odd, exponent + zeros);
    }

    /// Returns the number with the fewest digits that rounds to this one, spelled like Go spells it.
    NumberValue toNumber() {
        return toNumber(PRECISION_BITS);
    }

    /// Does the same with fewer significant bits.
    NumberValue toNumber(int bits) {
        if (mantissa.signum() == 0) {
            return NumberValue.ZERO;
        }
        BigDecimal shortest = shortest(bits).stripTrailingZeros();
        if (isWhole()) {
            return NumberValue.of(shortest, shortest.toPlainString());
        }
        int scientific = shortest.precision() - shortest.scale() - 1;
        boolean plain = scientific >= PLAIN_EXPONENT_LOW && scientific < PLAIN_EXPONENT_HIGH;
        return NumberValue.of(shortest, plain ? shortest.toPlainString() : GoFloat.scientific(shortest));
    }

    private BigDecimal shortest(int bits) {
        BigInteger magnitude = mantissa.abs();
        int unitExponent = exponent - (bits - magnitude.bitLength());
        BigDecimal exact = exactDecimal(mantissa, exponent);
        BigDecimal halfUnit = exactDecimal(BigInteger.ONE, unitExponent - 1);
        boolean even = magnitude.bitLength() < bits;
        int low = 1;
        int high = MAX_SHORTEST_DIGITS;
        while (low < high) {
            int digits = (low + high) >>> 1;
            int distance = roundTo(exact, digits).subtract(exact).abs().compareTo(halfUnit);
            if (distance < 0 || (distance == 0 && even)) {
                high = digits;
            } else {
                low = digits + 1;
            }
        }
        return roundTo(exact, low);
    }

    private static BigDecimal roundTo(BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal exactDecimal(BigInteger mantissa, int exponent) {
        if (exponent >= 0) {
            return new BigDecimal(mantissa.shiftLeft(exponent));
        }
        // 2^-n = 5^n / 10^n
        return new BigDecimal(mantissa.multiply(BigInteger.valueOf(5).pow(-exponent)), -exponent);
    }
}
