package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.TrafficMetrics.Traffic;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Compares the traffic figures of a new release with those of the current release.
///
/// @param leastRequests the fewest requests that allow a verdict
/// @param errorMargin by how much the share of failed requests can exceed that of the old release
/// @param latencyFactor by which factor the 99th percentile of the latency can exceed the old one
/// @param latencyFloorMillis a 99th percentile below this always passes
record CanaryAnalysis(int leastRequests, double errorMargin, double latencyFactor, double latencyFloorMillis) {

    static final CanaryAnalysis DEFAULT = new CanaryAnalysis(20, 0.01, 2.0, 50);

    /// How often a step without enough traffic is observed before readiness alone decides.
    static final int MAX_LOOKS = 2;

    private static final int LEAST_ERRORS = 3;
    private static final double MOST = 0.5;

    /// The requests of a release during an observation.
    record Sample(long requests, long errors, List<Traffic.Bucket> buckets) {

        static Sample between(Traffic before, Traffic after) {
            var buckets = IntStream.range(0, after.buckets().size())
                    .mapToObj(i -> new Traffic.Bucket(
                            after.buckets().get(i).upToMillis(),
                            after.buckets().get(i).count()
                                    - before.buckets().get(i).count()))
                    .toList();
            return new Sample(after.requests() - before.requests(), after.errors() - before.errors(), buckets);
        }

        double errorRate() {
            return requests == 0 ? 0 : (double) errors / requests;
        }

        /// The upper bound of the latency bucket that 99 of 100 requests do not exceed.
        double p99Millis() {
            return buckets.stream()
                    .filter(bucket -> bucket.count() * 100 >= requests * 99)
                    .findFirst()
                    .map(Traffic.Bucket::upToMillis)
                    .orElse(0.0);
        }
    }

    /// The result of the comparison.
    sealed interface Verdict {
        record Passed(String figures) implements Verdict {
            @Override
            public String toString() {
                return "passed, " + figures;
            }
        }

        record Failed(String reason) implements Verdict {
            @Override
            public String toString() {
                return "failed, " + reason;
            }
        }

        /// There was too little traffic for a verdict.
        record Inconclusive(String reason) implements Verdict {
            @Override
            public String toString() {
                return "inconclusive, " + reason;
            }
        }
    }

    Verdict judge(Sample old, Sample fresh) {
        // A few requests do not show a rate, but they suffice when most of them fail.
        boolean plainlyBroken = fresh.errors() >= LEAST_ERRORS && fresh.errorRate() > MOST;
        if (fresh.requests() < leastRequests && !plainlyBroken) {
            return new Verdict.Inconclusive(fresh.requests() + " requests, and a verdict needs " + leastRequests);
        }
        if (fresh.errorRate() > old.errorRate() + errorMargin) {
            return new Verdict.Failed(String.format(
                    Locale.ROOT,
                    "%.1f %% of %d requests failed, and %.1f %% of those of the old release",
                    fresh.errorRate() * 100,
                    fresh.requests(),
                    old.errorRate() * 100));
        }
        double bound = Math.max(latencyFloorMillis, old.p99Millis() * latencyFactor);
        if (old.requests() >= leastRequests && fresh.p99Millis() > bound) {
            return new Verdict.Failed(String.format(
                    Locale.ROOT, "p99 is %.0f ms, and %.0f ms in the old release", fresh.p99Millis(), old.p99Millis()));
        }
        return new Verdict.Passed(String.format(
                Locale.ROOT,
                "%d requests, %.1f %% failed, p99 %.0f ms",
                fresh.requests(),
                fresh.errorRate() * 100,
                fresh.p99Millis()));
    }

    /// The problem of a release that has all the traffic and fails too much of it; empty when there is none.
    Optional<String> tooManyErrors(Traffic before, Traffic after) {
        var sample = Sample.between(before, after);
        return sample.errors() > 0 && sample.errorRate() > errorMargin
                ? Optional.of(sample.errors() + " of " + sample.requests() + " requests failed after the switch.")
                : Optional.empty();
    }
}
