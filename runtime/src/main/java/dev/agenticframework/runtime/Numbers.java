package dev.agenticframework.runtime;

import java.time.Instant;

/// Creates the numbers of workflows: the milliseconds since 2024 and a counter within the millisecond. Numbers grow
/// with time, and a time can be compared with a number.
public final class Numbers {
    private static final long EPOCH_MILLIS = 1_704_067_200_000L;
    private static final int COUNT_BITS = 12;

    private long last;

    /// Continues after the largest number in use.
    ///
    /// @param last 0 when no number is in use
    public Numbers(long last) {
        this.last = last;
    }

    /// Creates the next number. When the clock goes backward, numbers continue after the last one.
    public long next(Instant now) {
        last = Math.max(last + 1, firstAt(now));
        return last;
    }

    /// The smallest number of a workflow that was created at this time.
    public static long firstAt(Instant at) {
        return Math.max(0, at.toEpochMilli() - EPOCH_MILLIS) << COUNT_BITS;
    }
}
