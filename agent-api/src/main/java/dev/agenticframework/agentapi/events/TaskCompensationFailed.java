package dev.agenticframework.agentapi.events;

/// Undoing a task failed.
public record TaskCompensationFailed(AboutTask about, Cause cause) implements WorkflowEvent {
    @Override
    public String workflowId() {
        return about.workflow().workflowId();
    }
}
