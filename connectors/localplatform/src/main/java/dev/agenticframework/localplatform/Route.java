package dev.agenticframework.localplatform;

import java.util.concurrent.atomic.AtomicLong;

/// The way of a service's requests: its split at the moment, and its counters.
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

    /// The replica for the next request, already counted there.
    java.util.Optional<Backend> pick() {
        return split.pick(requests.getAndIncrement());
    }
}
