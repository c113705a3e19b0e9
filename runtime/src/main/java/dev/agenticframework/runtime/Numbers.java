package dev.agenticframework.runtime;

import java.time.Instant;

/// The numbers of workflows: the milliseconds since 2024 and a count within the millisecond, so that they grow with
/// time and a time is a number.
public final class Numbers {
    private static final long EPOCH_MILLIS = 1_704_067_200_000L;
    private static final int COUNT_BITS = 12;

    private long last;

    /// Goes on from there.
    ///
    /// @param last the largest number in use
    public Numbers(long last) {
        this.last = last;
    }

    /// The next number. When the clock goes backwards, they go on from the last.
    public long next(Instant now) {
        last = Math.max(last + 1, firstAt(now));
        return last;
    }

    /// The smallest number of a workflow that was created at this time.
    public static long firstAt(Instant at) {
        return Math.max(0, at.toEpochMilli() - EPOCH_MILLIS) << COUNT_BITS;
    }
}
