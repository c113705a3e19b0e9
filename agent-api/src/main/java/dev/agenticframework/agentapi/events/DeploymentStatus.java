package dev.agenticframework.agentapi.events;

/// How a deployment stands, as its events report it.
public enum DeploymentStatus {
    DEPLOYING,
    SUCCESS,
    FAILED,
    ROLLED_BACK
}
