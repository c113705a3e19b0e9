package dev.agenticframework.engine;

import java.time.Duration;
import java.util.Optional;

/// How long a task may take, and where.
///
/// @param scheduleToStart from ready to leased by a worker; empty: as long as it takes
/// @param startToClose one attempt
/// @param heartbeat how long an attempt may be silent before its lease is lost and it is delivered again; empty: for
///     its `startToClose`
/// @param total from first ready to ended, with all attempts and the waits between them; empty: as long as it takes
public record Timeouts(
        Optional<Duration> scheduleToStart,
        Duration startToClose,
        Optional<Duration> heartbeat,
        Optional<Duration> total) {
    /// One hour for an attempt, nothing else bounded.
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
            throw new IllegalArgumentException("a timeout is positive: " + duration);
        }
    }
}
