package dev.agenticframework.agentapi.events;

/// A workflow failed: a task failed for good, or time ran out.
///
/// @param durationSeconds from the request to the end
public record WorkflowFailed(AboutWorkflow about, String requestedBy, double durationSeconds, Cause cause)
        implements WorkflowEvent {
    @Override
    public String workflowId() {
        return about.workflowId();
    }
}
