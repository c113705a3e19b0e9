package dev.agenticframework.httpapi;

import java.time.Duration;

/// Writes durations for people: `5m32s`, `2m`, `1.4s`, `320ms`.
final class Durations {
    private Durations() {}

    static String words(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return Math.max(0, duration.toMillis()) + "ms";
        }
        if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
            long tenths = Math.round(duration.toMillis() / 100.0);
            return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + "s";
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
