package dev.agenticframework.agentapi.events;

/// A policy gate let a change pass.
public record PolicyValidated(Judgement judgement) implements AgentEvent {
    @Override
    public String workflowId() {
        return judgement.workflowId();
    }
}
