package dev.agenticframework.httpapi.wire;

import dev.agenticframework.agentapi.ServiceStatus;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

@Described("A running copy of a service.")
public record Instance(
        @Described("Unique in the service.") String id,
        @Described("Whether it receives requests.") boolean ready,
        @Described("How many times it was restarted.") int restarts,
        Instant startedAt,

        @Described("What the platform adds, by name: pid and port on the local platform.")
        Map<String, String> details) {

    static Instance of(ServiceStatus.Instance instance) {
        return new Instance(
                instance.id(),
                instance.ready(),
                instance.restarts(),
                instance.startedAt(),
                new TreeMap<>(instance.details()));
    }
}
