package dev.agenticframework.localplatform;

import java.util.concurrent.atomic.AtomicLong;

/// The route of the requests of a service: the current traffic split, and the counters.
final class Route {

    private final TrafficMeter meter = new TrafficMeter();
    private final AtomicLong requests = new AtomicLong();
    private volatile TrafficSplit split = TrafficSplit.NONE;

    void split(TrafficSplit now) {
        split = now;
    }

    TrafficMeter meter() {
        return meter;
    }

    /// The replica for the next request, which it counts as active.
    java.util.Optional<Backend> pick() {
        return split.pick(requests.getAndIncrement());
    }
}
