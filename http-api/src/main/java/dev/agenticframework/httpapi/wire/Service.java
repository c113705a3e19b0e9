package dev.agenticframework.httpapi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agenticframework.agentapi.ServiceStatus;
import java.util.List;
import java.util.Optional;

@Described("A service that runs in an environment.")
public record Service(
        String name,
        String environment,
        @Described("Where it answers.") String url,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Described("The URL or path to clone it from.")
        Optional<String> repository,

        @Described("How many instances should run.") int replicas,
        @Described("How many instances are ready.") int readyReplicas,
        String version,
        String commit,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Described("The release that receives the traffic.")
        Optional<String> deploymentId,

        List<Instance> instances,
        List<Resource> resources) {

    /// A service as the API shows it.
    public static Service of(ServiceStatus status, Optional<String> repository) {
        return new Service(
                status.name(),
                status.environment(),
                status.url(),
                repository,
                status.replicas(),
                status.readyReplicas(),
                status.version(),
                status.commit(),
                status.deploymentId(),
                status.instances().stream().map(Instance::of).toList(),
                status.resources().stream().map(Resource::of).toList());
    }
}
