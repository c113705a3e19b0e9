package dev.agenticframework.localpipelines;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.Optional;

/// Reads durations as GitLab writes them: `1h 30m`, `90 minutes`, `3600` seconds.
final class DurationText {

    private static final Pattern WHOLE =
            Pattern.compile("(?:\\s*(?:and\\s+)?[0-9]{1,9}(?:\\.[0-9]+)?\\s*[a-z]*\\s*,?)+");
    private static final Pattern PART = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]+)?)\\s*([a-z]*)");

    private DurationText() {}

    static Optional<Duration> parse(String text) {
        if (text.length() > 100 || !WHOLE.matches(text)) {
            return Optional.empty();
        }
        double seconds = 0;
        var part = PART.matcher(text);
        while (part.find()) {
            var unit = part.group(2).equals("and") ? "" : part.group(2);
            double factor = secondsOf(unit);
            if (factor == 0) {
                return Optional.empty();
            }
            seconds += Double.parseDouble(part.group(1)) * factor;
        }
        return Optional.of(Duration.ofMillis((long) (seconds * 1000)));
    }

    private static double secondsOf(String unit) {
        return switch (unit) {
            case "", "s", "sec", "secs", "second", "seconds" -> 1;
            case "m", "min", "mins", "minute", "minutes" -> 60;
            case "h", "hr", "hrs", "hour", "hours" -> 3600;
            case "d", "day", "days" -> 86_400;
            case "w", "wk", "week", "weeks" -> 7 * 86_400;
            case "mo", "mos", "month", "months" -> 30 * 86_400;
            case "y", "yr", "yrs", "year", "years" -> 365 * 86_400;
            default -> 0;
        };
    }
}
