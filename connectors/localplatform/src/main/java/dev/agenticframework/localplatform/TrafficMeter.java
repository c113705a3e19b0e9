package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.TrafficMetrics.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/// Counts the requests of a service by release: their number, their failures and their latency.
final class TrafficMeter {

    /// The upper bounds of the latency buckets in milliseconds, which are fine enough for a 99th percentile.
    static final List<Double> BOUNDS_MILLIS = List.of(
            1.0,
            2.0,
            3.0,
            5.0,
            7.5,
            10.0,
            15.0,
            20.0,
            30.0,
            50.0,
            75.0,
            100.0,
            150.0,
            200.0,
            300.0,
            500.0,
            750.0,
            1000.0,
            2000.0,
            5000.0,
            10000.0,
            30000.0,
            Double.POSITIVE_INFINITY);

    private static final double NANOS_PER_MILLI = 1e6;

    private final Map<String, Counters> releases = new ConcurrentHashMap<>();

    // The last element counts errors. The sum of the buckets is the number of requests.
    private record Counters(AtomicLongArray buckets) {}

    private static final int ERRORS = BOUNDS_MILLIS.size();

    /// Counts a request that was answered or aborted.
    void count(String release, boolean failed, long nanos) {
        var counters = releases.computeIfAbsent(release, key -> new Counters(new AtomicLongArray(ERRORS + 1)));
        counters.buckets().incrementAndGet(bucket(nanos / NANOS_PER_MILLI));
        if (failed) {
            counters.buckets().incrementAndGet(ERRORS);
        }
    }

    private static int bucket(double millis) {
        int i = 0;
        while (millis > BOUNDS_MILLIS.get(i)) {
            i++;
        }
        return i;
    }

    /// The traffic of all releases together.
    Traffic total() {
        return sum(List.copyOf(releases.values()));
    }

    Traffic of(String release) {
        var counters = releases.get(release);
        return sum(counters == null ? List.of() : List.of(counters));
    }

    private static Traffic sum(List<Counters> all) {
        var buckets = new ArrayList<Traffic.Bucket>();
        long requests = 0;
        for (int i = 0; i < ERRORS; i++) {
            int place = i;
            requests += all.stream().mapToLong(one -> one.buckets().get(place)).sum();
            buckets.add(new Traffic.Bucket(BOUNDS_MILLIS.get(i), requests));
        }
        long errors = all.stream().mapToLong(one -> one.buckets().get(ERRORS)).sum();
        return new Traffic(requests, errors, List.copyOf(buckets));
    }
}
