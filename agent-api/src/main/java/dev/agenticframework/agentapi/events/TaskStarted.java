package dev.agenticframework.agentapi.events;

/// An agent started an attempt at a task.
///
/// @param attempt counted from 1
public record TaskStarted(AboutTask about, int attempt) implements WorkflowEvent {
    @Override
    public String workflowId() {
        return about.workflow().workflowId();
    }
}
