package dev.agenticframework.httpapi.wire;

import dev.agenticframework.agentapi.ServiceStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

@Described("A running copy of a service.")
public record Instance(
        @Described("Unique in the service.") String id,

        @Described("Whether it receives requests. False when that has not been checked for some time.")
        boolean ready,

        @Described("When that was checked last.") Optional<Instant> checkedAt,
        @Described("How many times it was restarted.") int restarts,
        Instant startedAt,

        @Described("What the platform adds, by name: pid and port on the local platform.")
        Map<String, String> details) {

    static Instance of(ServiceStatus.Instance instance) {
        return new Instance(
                instance.id(),
                instance.ready(),
                instance.checkedAt(),
                instance.restarts(),
                instance.startedAt(),
                new TreeMap<>(instance.details()));
    }
}
