package dev.agenticframework.agentapi;

import dev.agenticframework.agentapi.Provisioning.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A service as it runs in an environment.
///
/// @param url where users reach it
/// @param deploymentId the release that has the traffic; empty when none has
/// @param replicas how many instances are wanted
/// @param readyReplicas how many of them are ready
/// @param acceptsProbeWrites whether the manifest of its release permits probes to create and delete
public record ServiceStatus(
        String name,
        String environment,
        String url,
        Optional<String> deploymentId,
        String version,
        String commit,
        int replicas,
        int readyReplicas,
        boolean acceptsProbeWrites,
        List<Instance> instances,
        List<Resource> resources) {

    public ServiceStatus {
        instances = List.copyOf(instances);
        resources = List.copyOf(resources);
    }

    /// A running copy of a service.
    ///
    /// @param id unique in the service, and meaningful to the adapter only
    /// @param ready whether it gets requests. An instance that has not been checked for some time is not ready
    /// @param checkedAt when that was checked last; empty when it was never checked
    /// @param details what the adapter adds for people, by name
    public record Instance(
            String id,
            boolean ready,
            Optional<Instant> checkedAt,
            int restarts,
            Instant startedAt,
            Map<String, String> details) {
        public Instance {
            details = Map.copyOf(details);
        }
    }
}
