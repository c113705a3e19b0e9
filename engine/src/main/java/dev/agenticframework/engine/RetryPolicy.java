package dev.agenticframework.engine;

import java.time.Duration;

/// When a failed attempt is retried. The n-th wait is `initialInterval * backoff^(n-1)`, at most `maxInterval`, and
/// shortened by up to the fraction `jitter`. The jitter follows from the workflow, task and attempt, so that each
/// replay gives the same wait.
///
/// @param maxAttempts 1 to 1,000; 1 means no retry
/// @param initialInterval the wait before the second attempt
/// @param backoff at least 1
/// @param maxInterval the longest wait
/// @param jitter 0 to 1
public record RetryPolicy(
        int maxAttempts, Duration initialInterval, double backoff, Duration maxInterval, double jitter) {
    static final int MOST_ATTEMPTS = 1_000;
    /// No retry.
    public static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO, 1, Duration.ZERO, 0);
    /// Three attempts, with waits of one and two seconds and a jitter of a fifth.
    public static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0.2);

    public RetryPolicy {
        if (maxAttempts < 1 || maxAttempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException(
                    "The number of attempts must be from 1 to " + MOST_ATTEMPTS + ", not " + maxAttempts + ".");
        }
        if (!(backoff >= 1) || !(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("The backoff must be at least 1 and the jitter from 0 to 1, not "
                    + backoff + " and " + jitter + ".");
        }
        if (initialInterval.isNegative() || maxInterval.isNegative()) {
            throw new IllegalArgumentException("A wait must not be negative.");
        }
    }

    /// The wait after a failed attempt.
    ///
    /// @param failures how many attempts have failed in a row, at least 1
    /// @param seed determines the jitter
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
