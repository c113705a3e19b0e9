package dev.agenticframework.agentapi;

import java.util.List;
import java.util.Optional;

/// The requests of services, as their users see them.
public interface TrafficMetrics {

    /// Counts since some fixed moment: the difference between two of them describes the time between.
    ///
    /// @param requests all requests
    /// @param errors those answered with 5xx or not at all
    /// @param buckets a latency histogram
    record Traffic(long requests, long errors, List<Bucket> buckets) {
        /// No requests.
        public static final Traffic NONE = new Traffic(0, 0, List.of());

        public Traffic {
            buckets = List.copyOf(buckets);
        }

        /// How many requests took at most this long.
        ///
        /// @param upToMillis the upper bound; the last bucket has none, and is infinite
        /// @param count cumulative
        public record Bucket(double upToMillis, long count) {}
    }

    /// The requests of a service in an environment; empty when it does not run there.
    Optional<Traffic> traffic(String service, String environment);
}
