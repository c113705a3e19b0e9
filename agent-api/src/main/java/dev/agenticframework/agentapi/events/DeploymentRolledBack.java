package dev.agenticframework.agentapi.events;

/// A deployment was rolled back.
///
/// @param durationSeconds how long it took, in whole seconds
public record DeploymentRolledBack(AboutDeployment about, DeploymentStatus status, long durationSeconds)
        implements AgentEvent {

    public DeploymentRolledBack(AboutDeployment about, long durationSeconds) {
        this(about, DeploymentStatus.ROLLED_BACK, durationSeconds);
    }

    @Override
    public String workflowId() {
        return about.workflowId();
    }
}
