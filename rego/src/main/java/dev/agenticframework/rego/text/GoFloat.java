package dev.agenticframework.rego.text;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Formats floating-point numbers like Go's `strconv.FormatFloat`.
public final class GoFloat {
    private static final int MANTISSA_BITS = 52;

    private GoFloat() {}

    /// Returns `d.ddde+dd` with all digits of the number.
    public static String scientific(BigDecimal value) {
        String digits = value.unscaledValue().abs().toString();
        int exponent = digits.length() - value.scale() - 1;
        return (value.signum() < 0 ? "-" : "") + withPoint(digits) + exponentText('e', exponent);
    }

    /// Returns `d.ddde+dd` with a number of digits after the point; a negative precision means as many as needed.
    public static String scientific(double value, char letter, int precision) {
        BigDecimal exact = precision < 0 ? shortest(value) : new BigDecimal(value);
        if (exact.signum() == 0) {
            return withPoint("0".repeat(Math.max(precision, 0) + 1)) + exponentText(letter, 0);
        }
        if (precision >= 0) {
            exact = exact.round(new java.math.MathContext(precision + 1, RoundingMode.HALF_EVEN));
        }
        StringBuilder digits = new StringBuilder(exact.unscaledValue().abs().toString());
        int exponent = digits.length() - exact.scale() - 1;
        while (digits.length() < precision + 1) {
            digits.append('0');
        }
        return (value < 0 ? "-" : "") + withPoint(digits.toString()) + exponentText(letter, exponent);
    }

    /// Returns `ddd.ddd` with a number of digits after the point; a negative precision means as many as needed.
    public static String plain(double value, int precision) {
        if (precision < 0) {
            return shortest(value).toPlainString();
        }
        return new BigDecimal(value).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    }

    /// Returns the shorter form: scientific if the exponent is below -4, or at least `threshold` or the precision.
    public static String general(double value, char letter, int precision, int threshold) {
        if (value == 0) {
            return "0";
        }
        BigDecimal digits = precision < 0
                ? shortest(value)
                : new BigDecimal(value)
                        .round(new java.math.MathContext(Math.max(precision, 1), RoundingMode.HALF_EVEN));
        BigDecimal stripped = digits.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        int limit = precision < 0 ? threshold : precision == 0 ? 1 : precision;
        if (precision >= 0 && limit > stripped.precision() && stripped.precision() >= exponent + 1) {
            limit = stripped.precision();
        }
        if (precision >= 0 && exponent + 1 > limit && stripped.precision() <= precision) {
            limit = precision;
        }
        return exponent < -4 || exponent >= limit
                ? scientific(stripped).replace('e', letter)
                : stripped.toPlainString();
    }

    /// Returns `dddp+ddd`: a whole number times a power of two.
    public static String binary(double value) {
        if (value == 0) {
            return "0p-1074";
        }
        int exponent = Math.max(Math.getExponent(value), Double.MIN_EXPONENT);
        long mantissa = (long) Math.scalb(value, MANTISSA_BITS - exponent);
        int power = exponent - MANTISSA_BITS;
        return mantissa + "p" + (power < 0 ? "-" : "+") + Math.abs(power);
    }

    /// Returns `0xh.hhhp+dd` with all digits.
    public static String hexadecimal(double value) {
        String text = Double.toHexString(value).replaceFirst("\\.0p", "p");
        int letter = text.indexOf('p');
        return text.substring(0, letter) + exponentText('p', Integer.parseInt(text.substring(letter + 1)));
    }

    /// Formats like Go's JSON encoder: scientific below 1e-6 and from 1e21.
    public static String json(double value) {
        double magnitude = Math.abs(value);
        if (magnitude != 0 && (magnitude < 1e-6 || magnitude >= 1e21)) {
            return scientific(shortest(value)).replaceFirst("e-0([0-9])$", "e-$1");
        }
        return shortest(value).toPlainString();
    }

    private static BigDecimal shortest(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros();
    }

    private static String withPoint(String digits) {
        String stripped = digits;
        return stripped.length() == 1 ? stripped : stripped.charAt(0) + "." + stripped.substring(1);
    }

    private static String exponentText(char letter, int exponent) {
        int magnitude = Math.abs(exponent);
        return letter + (exponent < 0 ? "-" : "+") + (magnitude < 10 ? "0" : "") + magnitude;
    }
}
