package dev.agenticframework.agentapi.events;

/// A deployment failed.
///
/// @param durationSeconds how long it took, in whole seconds
public record DeploymentFailed(AboutDeployment about, DeploymentStatus status, long durationSeconds)
        implements AgentEvent {

    public DeploymentFailed(AboutDeployment about, long durationSeconds) {
        this(about, DeploymentStatus.FAILED, durationSeconds);
    }

    @Override
    public String workflowId() {
        return about.workflowId();
    }
}
