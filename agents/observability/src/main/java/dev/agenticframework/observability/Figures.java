package dev.agenticframework.observability;

import dev.agenticframework.agentapi.TrafficMetrics.Traffic;
import dev.agenticframework.agentapi.TrafficMetrics.Traffic.Bucket;
import java.util.ArrayList;
import java.util.List;

/// What the gateway counted in a period.
///
/// @param buckets upper bounds in milliseconds to cumulative counts
record Figures(long requests, long errors, List<Bucket> buckets) {

    Figures {
        buckets = List.copyOf(buckets);
    }

    /// What was counted between two readings.
    static Figures between(Traffic before, Traffic after) {
        var buckets = new ArrayList<Bucket>();
        for (int i = 0; i < after.buckets().size(); i++) {
            var now = after.buckets().get(i);
            long then = i < before.buckets().size() ? before.buckets().get(i).count() : 0;
            buckets.add(new Bucket(now.upToMillis(), now.count() - then));
        }
        return new Figures(after.requests() - before.requests(), after.errors() - before.errors(), buckets);
    }

    double availability() {
        return requests == 0 ? 0 : 1 - (double) errors / requests;
    }

    double errorRate() {
        return requests == 0 ? 0 : (double) errors / requests;
    }

    /// The latency that a share of the requests did not exceed, interpolated in its bucket as Prometheus's
    /// `histogram_quantile` does; 0 when no request was counted.
    double percentileMillis(double share) {
        if (requests == 0) {
            return 0;
        }
        double rank = share * requests;
        double lower = 0;
        long below = 0;
        for (var bucket : buckets) {
            if (bucket.count() >= rank && bucket.count() > below) {
                return Double.isInfinite(bucket.upToMillis())
                        ? lower
                        : lower + (bucket.upToMillis() - lower) * (rank - below) / (bucket.count() - below);
            }
            lower = bucket.upToMillis();
            below = bucket.count();
        }
        return lower;
    }
}
