package dev.agenticframework.rego.library.go;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.text.TermText;
import dev.agenticframework.rego.value.StringValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations such as `1h30m` in the syntax of Go, extended by `d`, `w` and `y` for days, weeks and years of 365 days.
public final class GoDuration {
    private static final Pattern SEGMENT =
            Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h|d|w|y)(?=[0-9.]|$)");
    private static final Map<String, Long> NANOS = Map.ofEntries(
            Map.entry("ns", 1L),
            Map.entry("us", 1_000L),
            Map.entry("\u00b5s", 1_000L),
            Map.entry("\u03bcs", 1_000L),
            Map.entry("ms", 1_000_000L),
            Map.entry("s", 1_000_000_000L),
            Map.entry("m", 60_000_000_000L),
            Map.entry("h", 3_600_000_000_000L),
            Map.entry("d", 24 * 3_600_000_000_000L),
            Map.entry("w", 7 * 24 * 3_600_000_000_000L),
            Map.entry("y", 365 * 24 * 3_600_000_000_000L));

    private GoDuration() {}

    /// Parses a duration to nanoseconds.
    public static long parseNanos(String text) {
        String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (unsigned.equals("0")) {
            return 0;
        }
        Matcher segments = SEGMENT.matcher(unsigned);
        BigDecimal total = BigDecimal.ZERO;
        int at = 0;
        while (at < unsigned.length()) {
            if (!segments.region(at, unsigned.length()).lookingAt()) {
                throw problem(text, unsigned.substring(at));
            }
            BigDecimal unit = BigDecimal.valueOf(NANOS.getOrDefault(segments.group(2), 0L));
            total = total.add(number(segments.group(1)).multiply(unit).setScale(0, RoundingMode.DOWN));
            at = segments.end();
        }
        return at == 0 ? fail(text, "") : signed(text, total);
    }

    private static BigDecimal number(String digits) {
        return new BigDecimal(digits.endsWith(".") ? digits.substring(0, digits.length() - 1) : digits);
    }

    private static long fail(String text, String rest) {
        throw problem(text, rest);
    }

    private static BuiltinException problem(String text, String rest) {
        Matcher number = Pattern.compile("[0-9]*\\.?[0-9]*").matcher(rest);
        String unit = number.lookingAt() && number.end() > 0 && !text.isEmpty() ? rest.substring(number.end()) : "";
        String quoted = TermText.quoteBytes(text);
        if (!rest.isEmpty() && number.end() > 0 && !number.group().equals(".")) {
            int end = 0;
            while (end < unit.length() && unit.charAt(end) != '.' && !Character.isDigit(unit.charAt(end))) {
                end++;
            }
            return BuiltinException.failure(
                    end == 0
                            ? "time: missing unit in duration " + quoted
                            : "time: unknown unit " + TermText.quoteBytes(unit.substring(0, end)) + " in duration "
                                    + quoted);
        }
        return BuiltinException.failure("time: invalid duration " + quoted);
    }

    private static long signed(String text, BigDecimal total) {
        BigDecimal value = text.startsWith("-") ? total.negate() : total;
        if (value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                || value.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) < 0) {
            throw BuiltinException.failure("time: invalid duration " + StringValue.of(text));
        }
        return value.longValueExact();
    }
}
