package dev.agenticframework.httpapi;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Limits what each caller does with a token bucket.
final class RateLimit {
    private static final int MAX_CALLERS = 10_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final double burst;
    private final double perSecond;
    private final LongSupplier nanoTime;
    private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();

    private record Bucket(double tokens, long at) {}

    /// A bucket that holds one second's worth.
    RateLimit(double perSecond, LongSupplier nanoTime) {
        this(perSecond, perSecond, nanoTime);
    }

    /// @param burst what a full bucket holds, at least 1
    RateLimit(double burst, double perSecond, LongSupplier nanoTime) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
    }

    /// Counts one more, if the limit allows it.
    boolean allows(String caller) {
        if (buckets.size() >= MAX_CALLERS) {
            forgetFull();
        }
        return buckets.compute(caller, (_, bucket) -> taken(bucket)).tokens() >= 0;
    }

    // An empty bucket stays at -1 until it holds a token again, so that a refused request does not delay the next one.
    private Bucket taken(@Nullable Bucket bucket) {
        long now = nanoTime.getAsLong();
        if (bucket == null) {
            return new Bucket(burst - 1, now);
        }
        double tokens =
                Math.min(burst, Math.max(bucket.tokens(), 0) + (now - bucket.at()) / NANOS_PER_SECOND * perSecond);
        return tokens >= 1 ? new Bucket(tokens - 1, now) : new Bucket(-1, bucket.tokens() < 0 ? bucket.at() : now);
    }

    private void forgetFull() {
        long now = nanoTime.getAsLong();
        buckets.values().removeIf(bucket -> (now - bucket.at()) / NANOS_PER_SECOND > burst / perSecond);
    }
}
