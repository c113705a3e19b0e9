package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `units.parse` and `units.parse_bytes`: amounts with SI and binary prefixes.
public final class UnitsBuiltins {
    private static final int MAX_EXPONENT_DIGITS = 6;
    private static final int MAX_EXPONENT = 10_000;
    private static final int FRACTION_DIGITS = 10;
    private static final String PREFIXES = "kmgtpe";

    private UnitsBuiltins() {}

    private record Amount(String number, String unit) {}

    public static void register(BuiltinTable table) {
        table.function("units.parse", (_, operands) -> parse(Operands.string(operands, 0)));
        table.function("units.parse_bytes", (_, operands) -> parseBytes(Operands.string(operands, 0)));
    }

    private static Value parse(String text) {
        String name = "units.parse";
        Amount amount = split(name, text.replace("\"", ""), "amount");
        String unit = amount.unit().length() > 1
                ? amount.unit().charAt(0) + amount.unit().substring(1).toLowerCase(Locale.ROOT)
                : amount.unit();
        BigDecimal factor = unit.equals("m")
                ? new BigDecimal("0.001")
                : factor(unit.equals("M") ? "m" : unit.toLowerCase(Locale.ROOT));
        if (factor == null) {
            throw BuiltinException.failure(name + ": unit " + unit + " not recognized");
        }
        BigDecimal value = number(name, amount.number(), "amount").multiply(factor);
        if (value.signum() == 0 || value.stripTrailingZeros().scale() <= 0) {
            return NumberValue.of(value.toBigInteger());
        }
        return NumberValue.parse(
                value.setScale(FRACTION_DIGITS, RoundingMode.HALF_UP).toPlainString());
    }

    private static Value parseBytes(String text) {
        String name = "units.parse_bytes";
        Amount amount = split(name, text.toLowerCase(Locale.ROOT).replace("\"", ""), "byte amount");
        String unit = amount.unit();
        BigDecimal factor =
                factor(unit.endsWith("b") && unit.length() > 1 ? unit.substring(0, unit.length() - 1) : unit);
        if (factor == null) {
            throw BuiltinException.failure(name + ": byte unit " + unit + " not recognized");
        }
        NumberValue number = NumberValue.of(number(name, amount.number(), "byte amount"));
        NumberValue bytes = NumberValue.of(factor);
        BigInteger whole = BinaryFloat.of(number).times(BinaryFloat.of(bytes)).truncated();
        return NumberValue.of(whole);
    }

    private static @Nullable BigDecimal factor(String unit) {
        if (unit.isEmpty()) {
            return BigDecimal.ONE;
        }
        int power = PREFIXES.indexOf(unit.charAt(0)) + 1;
        String suffix = unit.substring(1);
        if (power == 0 || !(suffix.isEmpty() || suffix.equals("i"))) {
            return null;
        }
        return BigDecimal.valueOf(suffix.isEmpty() ? 1000 : 1024).pow(power);
    }

    private static BigDecimal number(String name, String text, String what) {
        try {
            BigDecimal number = new BigDecimal(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
            if (Math.abs((long) number.scale()) > MAX_EXPONENT) {
                throw BuiltinException.failure(name + ": exponent too large");
            }
            return number;
        } catch (NumberFormatException invalid) {
            throw BuiltinException.failure(name + ": could not parse " + what + " to a number");
        }
    }

    private static Amount split(String name, String text, String what) {
        if (text.contains(" ")) {
            throw BuiltinException.failure(name + ": spaces not allowed in resource strings");
        }
        int end = numberEnd(name, text);
        if (end == 0) {
            throw BuiltinException.failure(name + ": no " + what + " provided");
        }
        return new Amount(text.substring(0, end), text.substring(end));
    }

    private static int numberEnd(String name, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 'e' || c == 'E') {
                boolean exponent = i + 1 < text.length() && "+-0123456789".indexOf(text.charAt(i + 1)) >= 0;
                if (!exponent) {
                    return i;
                }
                requireShortExponent(name, text, i + 1);
            } else if ("0123456789.+-".indexOf(c) < 0) {
                return i;
            }
        }
        return text.length();
    }

    private static void requireShortExponent(String name, String text, int start) {
        int from = "+-".indexOf(text.charAt(start)) >= 0 ? start + 1 : start;
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        if (end - from > MAX_EXPONENT_DIGITS) {
            throw BuiltinException.failure(name + ": exponent too large");
        }
    }
}
