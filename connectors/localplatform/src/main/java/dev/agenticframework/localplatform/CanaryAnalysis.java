package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.TrafficMetrics.Traffic;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Holds the figures of a new release against those of the one in service.
///
/// @param leastRequests fewer requests than this say nothing
/// @param errorMargin by how much the share of failed requests may be larger than the old release's
/// @param latencyFactor how many times the old 99th percentile the new one may be
/// @param latencyFloorMillis a 99th percentile below this is good whatever the old one was
record CanaryAnalysis(int leastRequests, double errorMargin, double latencyFactor, double latencyFloorMillis) {

    static final CanaryAnalysis DEFAULT = new CanaryAnalysis(20, 0.01, 2.0, 50);

    /// How often a step without enough traffic is looked at before its rule applies.
    static final int MAX_LOOKS = 2;

    private static final int LEAST_ERRORS = 3;
    private static final double MOST = 0.5;

    /// The requests of a release in some time.
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

        /// The upper bound of the bucket that 99 of 100 requests are in or below.
        double p99Millis() {
            return buckets.stream()
                    .filter(bucket -> bucket.count() * 100 >= requests * 99)
                    .findFirst()
                    .map(Traffic.Bucket::upToMillis)
                    .orElse(0.0);
        }
    }

    /// What the figures say.
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

        /// There was too little traffic to tell.
        record Inconclusive(String reason) implements Verdict {
            @Override
            public String toString() {
                return "inconclusive, " + reason;
            }
        }
    }

    Verdict judge(Sample old, Sample fresh) {
        // Few requests say nothing of a rate, but enough when most of them fail.
        boolean plainlyBroken = fresh.errors() >= LEAST_ERRORS && fresh.errorRate() > MOST;
        if (fresh.requests() < leastRequests && !plainlyBroken) {
            return new Verdict.Inconclusive(fresh.requests() + " requests of the " + leastRequests + " that it takes");
        }
        if (fresh.errorRate() > old.errorRate() + errorMargin) {
            return new Verdict.Failed(String.format(
                    Locale.ROOT,
                    "%.1f %% of %d requests failed, %.1f %% of the old release's",
                    fresh.errorRate() * 100,
                    fresh.requests(),
                    old.errorRate() * 100));
        }
        double bound = Math.max(latencyFloorMillis, old.p99Millis() * latencyFactor);
        if (old.requests() >= leastRequests && fresh.p99Millis() > bound) {
            return new Verdict.Failed(String.format(
                    Locale.ROOT, "p99 %.0f ms, and %.0f ms of the old release", fresh.p99Millis(), old.p99Millis()));
        }
        return new Verdict.Passed(String.format(
                Locale.ROOT,
                "%d requests, %.1f %% failed, p99 %.0f ms",
                fresh.requests(),
                fresh.errorRate() * 100,
                fresh.p99Millis()));
    }

    /// Whether a release that has all the traffic fails too much of it.
    Optional<String> tooManyErrors(Traffic before, Traffic after) {
        var sample = Sample.between(before, after);
        return sample.errors() > 0 && sample.errorRate() > errorMargin
                ? Optional.of(sample.errors() + " of " + sample.requests() + " requests failed after the switch")
                : Optional.empty();
    }
}
