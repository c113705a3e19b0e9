package dev.agenticframework.engine;

import java.time.Duration;

/// How often and how soon a failed attempt is made again. The n-th wait is `initialInterval * backoff^(n-1)`, at most
/// `maxInterval`, made shorter by up to the fraction `jitter` (chosen from the workflow, task and attempt, so that it
/// is the same on every replay).
///
/// @param maxAttempts 1 to 1,000; 1 means no retry
/// @param initialInterval before the second attempt
/// @param backoff at least 1
/// @param maxInterval cap on any wait
/// @param jitter 0 to 1
public record RetryPolicy(
        int maxAttempts, Duration initialInterval, double backoff, Duration maxInterval, double jitter) {
    static final int MOST_ATTEMPTS = 1_000;
    /// No retry.
    public static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO, 1, Duration.ZERO, 0);
    /// Three attempts, a second apart and then two, with a fifth of jitter.
    public static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0.2);

    public RetryPolicy {
        if (maxAttempts < 1 || maxAttempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException("attempts are 1 to " + MOST_ATTEMPTS + ": " + maxAttempts);
        }
        if (!(backoff >= 1) || !(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("backoff is at least 1 and jitter 0 to 1: " + backoff + ", " + jitter);
        }
        if (initialInterval.isNegative() || maxInterval.isNegative()) {
            throw new IllegalArgumentException("a wait is not negative");
        }
    }

    /// The wait after a failed attempt.
    ///
    /// @param failures how many attempts have failed in a row, at least 1
    /// @param seed what the jitter is drawn from
    Duration waitAfter(int failures, long seed) {
        double millis = (double) initialInterval.toMillis() * Math.pow(backoff, failures - 1);
        double capped = Math.min(millis, (double) maxInterval.toMillis());
        double fraction = (double) (mix(seed) >>> 11) * 0x1.0p-53;
        return Duration.ofMillis((long) (capped * (1 - jitter * fraction)));
    }

    /// The finalizer of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
    private static long mix(long seed) {
        long z = seed + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
