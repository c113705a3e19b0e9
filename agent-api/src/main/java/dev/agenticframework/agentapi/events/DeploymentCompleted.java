package dev.agenticframework.agentapi.events;

/// A deployment serves traffic.
///
/// @param durationSeconds how long it took, in whole seconds
public record DeploymentCompleted(AboutDeployment about, DeploymentStatus status, long durationSeconds)
        implements AgentEvent {

    public DeploymentCompleted(AboutDeployment about, long durationSeconds) {
        this(about, DeploymentStatus.SUCCESS, durationSeconds);
    }

    @Override
    public String workflowId() {
        return about.workflowId();
    }
}
