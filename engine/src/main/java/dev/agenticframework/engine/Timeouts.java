package dev.agenticframework.engine;

import java.time.Duration;
import java.util.Optional;

/// How long a task may take in each of its stages.
///
/// @param scheduleToStart from ready to leased by a worker; empty for no limit
/// @param startToClose for one attempt
/// @param heartbeat how long an attempt may be silent before its lease is lost and it is delivered again; empty for
///     `startToClose`
/// @param total from first ready to ended, including all attempts and waits; empty for no limit
public record Timeouts(
        Optional<Duration> scheduleToStart,
        Duration startToClose,
        Optional<Duration> heartbeat,
        Optional<Duration> total) {
    /// One hour for an attempt, and no other limit.
    public static final Timeouts DEFAULT =
            new Timeouts(Optional.empty(), Duration.ofHours(1), Optional.empty(), Optional.empty());

    public Timeouts {
        requirePositive(startToClose);
        scheduleToStart.ifPresent(Timeouts::requirePositive);
        heartbeat.ifPresent(Timeouts::requirePositive);
        total.ifPresent(Timeouts::requirePositive);
    }

    private static void requirePositive(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("A timeout must be positive, not " + duration + ".");
        }
    }
}
