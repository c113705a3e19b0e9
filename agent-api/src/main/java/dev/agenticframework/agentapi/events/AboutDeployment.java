package dev.agenticframework.agentapi.events;

/// Which deployment an event is about.
///
/// @param deploymentId `dep-...`
/// @param version empty when it is not known
public record AboutDeployment(
        String deploymentId, String workflowId, String serviceName, String environment, String version)
        implements SharedFields {}
