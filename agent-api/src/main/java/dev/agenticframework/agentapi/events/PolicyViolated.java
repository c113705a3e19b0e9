package dev.agenticframework.agentapi.events;

/// A policy gate blocked a change.
public record PolicyViolated(Judgement judgement) implements AgentEvent {
    @Override
    public String workflowId() {
        return judgement.workflowId();
    }
}
