package dev.agenticframework.agentapi.events;

/// A task failed for good.
///
/// @param attempt the last one; 0 when there was none
public record TaskFailed(AboutTask about, Cause cause, int attempt) implements WorkflowEvent {
    @Override
    public String workflowId() {
        return about.workflow().workflowId();
    }
}
