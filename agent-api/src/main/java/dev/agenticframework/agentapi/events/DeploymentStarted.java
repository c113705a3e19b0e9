package dev.agenticframework.agentapi.events;

/// A rollout started.
public record DeploymentStarted(AboutDeployment about, DeploymentStatus status) implements AgentEvent {

    public DeploymentStarted(AboutDeployment about) {
        this(about, DeploymentStatus.DEPLOYING);
    }

    @Override
    public String workflowId() {
        return about.workflowId();
    }
}
