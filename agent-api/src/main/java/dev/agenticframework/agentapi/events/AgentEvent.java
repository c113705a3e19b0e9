package dev.agenticframework.agentapi.events;

/// An event that an agent emits with the result of a task.
public sealed interface AgentEvent extends EventDetail
        permits CodegenCompleted,
                DeploymentCompleted,
                DeploymentFailed,
                DeploymentRolledBack,
                DeploymentStarted,
                InfraProvisioned,
                PolicyValidated,
                PolicyViolated {}
