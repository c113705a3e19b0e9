package dev.agenticframework.agentapi.events;

import java.util.List;

/// The resources that a service needs are provisioned.
public record InfraProvisioned(String workflowId, String serviceName, String environment, List<Resource> resources)
        implements AgentEvent {

    /// A provisioned resource.
    ///
    /// @param type such as `postgresql`
    /// @param name in the service's manifest
    /// @param variable the environment variable that the service reads
    /// @param address where it is reached
    /// @param secret the name of the secret, never its value
    public record Resource(String type, String name, String variable, String address, String secret) {}

    public InfraProvisioned {
        resources = List.copyOf(resources);
    }
}
