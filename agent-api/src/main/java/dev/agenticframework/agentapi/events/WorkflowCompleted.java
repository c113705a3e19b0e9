package dev.agenticframework.agentapi.events;

/// A workflow completed.
///
/// @param durationSeconds from the request to the end
public record WorkflowCompleted(AboutWorkflow about, String requestedBy, double durationSeconds)
        implements WorkflowEvent {
    @Override
    public String workflowId() {
        return about.workflowId();
    }
}
