package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Instances;
import dev.agenticframework.agentapi.ServiceStatus;
import java.util.Optional;

/// The release that has the traffic of a service.
///
/// @param commit empty when the platform does not know it
record InService(String deploymentId, String version, String commit) {

    /// The release of a service as it is now; empty when no release has the traffic.
    static Optional<InService> of(Instances instances, String service, String environment) {
        return instances.find(service, environment).flatMap(InService::of);
    }

    /// The release of a service; empty when no release has the traffic.
    static Optional<InService> of(ServiceStatus status) {
        return status.deploymentId().map(id -> new InService(id, status.version(), status.commit()));
    }

    /// Names a release for people.
    static String shown(Optional<InService> release) {
        return release.map(one -> "version " + one.version() + " (" + one.deploymentId() + ")")
                .orElse("no release");
    }
}
