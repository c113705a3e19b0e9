package dev.agenticframework.httpapi;

import java.time.Duration;
import java.util.Locale;

/// Writes durations for people: `5m32s`, `2m`, `1.4s`, `320ms`.
final class Durations {
    private Durations() {}

    static String words(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return Math.max(0, duration.toMillis()) + "ms";
        }
        if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
            String tenths = String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
            return (tenths.endsWith(".0") ? tenths.substring(0, tenths.length() - 2) : tenths) + "s";
        }
        var words = new StringBuilder();
        append(words, duration.toHours(), "h");
        append(words, duration.toMinutesPart(), "m");
        append(words, duration.toSecondsPart(), "s");
        return words.toString();
    }

    private static void append(StringBuilder words, long amount, String unit) {
        if (amount > 0) {
            words.append(amount).append(unit);
        }
    }
}
