package dev.agenticframework.cli;

import java.time.Duration;
import java.util.regex.Pattern;

/// Reads how long something is valid: a number of hours or days, such as `12h` or `30d`.
final class Validity {
    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,4})([hd])");
    private static final Duration MAX = Duration.ofDays(366);

    private Validity() {}

    static Duration of(String text) {
        var parts = TEXT.matcher(text);
        if (parts.matches()) {
            long number = Long.parseLong(parts.group(1));
            var duration = parts.group(2).equals("h") ? Duration.ofHours(number) : Duration.ofDays(number);
            if (duration.compareTo(MAX) <= 0) {
                return duration;
            }
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                "VALIDITY_INVALID",
                "A token cannot be valid for '" + text + "'.",
                "Use a number of hours or days, such as 12h or 30d, and at most " + MAX.toDays() + "d.");
    }
}
