package dev.agenticframework.rego.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// An exact number. Whole numbers of 64 bits are stored as a `long`, all others as a [BigDecimal]. `1` and `1.0` are
/// equal. A number that was parsed keeps its spelling.
public final class NumberValue implements Value {
    private static final int CACHE_LOW = -128;
    private static final int CACHE_HIGH = 1024;
    private static final NumberValue[] CACHE = new NumberValue[CACHE_HIGH - CACHE_LOW + 1];

    static {
        for (int i = 0; i < CACHE.length; i++) {
            CACHE[i] = new NumberValue(i + CACHE_LOW, null, null);
        }
    }

    public static final NumberValue ZERO = of(0);
    public static final NumberValue ONE = of(1);

    private final long whole;
    private final @Nullable BigDecimal decimal;
    private final @Nullable String spelling;

    private NumberValue(long whole, @Nullable BigDecimal decimal, @Nullable String spelling) {
        this.whole = whole;
        this.decimal = decimal;
        this.spelling = spelling;
    }

    public static NumberValue of(long value) {
        return value >= CACHE_LOW && value <= CACHE_HIGH
                ? CACHE[(int) value - CACHE_LOW]
                : new NumberValue(value, null, null);
    }

    public static NumberValue of(BigInteger value) {
        return value.bitLength() < Long.SIZE
                ? of(value.longValue())
                : new NumberValue(0, new BigDecimal(value), value.toString());
    }

    public static NumberValue of(BigDecimal value) {
        return of(value, null);
    }

    /// Parses a JSON or Rego literal.
    ///
    /// @throws NumberFormatException when the text is not a number, or its exponent exceeds 32 bits
    public static NumberValue parse(String literal) {
        int length = literal.length();
        if (length <= 18 && isCanonicalWhole(literal)) {
            return of(Long.parseLong(literal));
        }
        return of(new BigDecimal(literal), literal);
    }

    /// Returns a number with its spelling, unless that is the canonical one.
    public static NumberValue of(BigDecimal value, @Nullable String spelling) {
        if (fitsLong(value)) {
            long whole = value.longValueExact();
            return spelling == null || spelling.equals(Long.toString(whole))
                    ? of(whole)
                    : new NumberValue(whole, null, spelling);
        }
        return new NumberValue(0, value, spelling);
    }

    private static boolean isCanonicalWhole(String literal) {
        int start = literal.startsWith("-") ? 1 : 0;
        int digits = literal.length() - start;
        if (digits == 0 || (literal.charAt(start) == '0' && (digits > 1 || start == 1))) {
            return false;
        }
        for (int i = start; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean fitsLong(BigDecimal value) {
        if (value.signum() == 0) {
            return true;
        }
        // Counts digits first, so that 1e999999999 is never expanded.
        long wholeDigits = (long) value.precision() - value.scale();
        if (wholeDigits > 19 || wholeDigits <= 0) {
            return false;
        }
        try {
            value.longValueExact();
            return true;
        } catch (ArithmeticException notWhole) {
            return false;
        }
    }

    /// Whether this is a whole number of 64 bits, which [#longValue] returns exactly.
    public boolean isLong() {
        return decimal == null;
    }

    /// Returns the value if [#isLong], else 0.
    public long longValue() {
        return whole;
    }

    public BigDecimal toBigDecimal() {
        return decimal == null ? BigDecimal.valueOf(whole) : decimal;
    }

    public double doubleValue() {
        return decimal == null ? whole : decimal.doubleValue();
    }

    /// Whether the number has no fraction.
    public boolean isWhole() {
        return decimal == null
                || decimal.signum() == 0
                || decimal.stripTrailingZeros().scale() <= 0;
    }

    @Override
    public int rank() {
        return 2;
    }

    @Override
    public String typeName() {
        return "number";
    }

    @Override
    public void writeTerm(StringBuilder out) {
        if (decimal == null && spelling == null) {
            out.append(whole);
        } else {
            out.append(toString());
        }
    }

    @Override
    public int compareSameKind(Value other) {
        NumberValue that = (NumberValue) other;
        if (decimal == null && that.decimal == null) {
            return Long.compare(whole, that.whole);
        }
        return toBigDecimal().compareTo(that.toBigDecimal());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof NumberValue that && sameNumber(that));
    }

    private boolean sameNumber(NumberValue that) {
        BigDecimal mine = decimal;
        BigDecimal its = that.decimal;
        if (mine == null || its == null) {
            return mine == null && its == null && whole == that.whole;
        }
        return mine.compareTo(its) == 0;
    }

    @Override
    public int hashCode() {
        return decimal == null
                ? Long.hashCode(whole) * 0x9E3779B1
                : decimal.stripTrailingZeros().hashCode();
    }

    /// Formats the number as JSON.
    @Override
    public String toString() {
        if (spelling != null) {
            return spelling;
        }
        return decimal == null ? Long.toString(whole) : decimal.toString().replace("E", "e");
    }
}
