package dev.agenticframework.agentapi.events;

/// A workflow was cancelled.
///
/// @param durationSeconds from the request to the end
public record WorkflowCancelled(AboutWorkflow about, String requestedBy, double durationSeconds)
        implements WorkflowEvent {
    @Override
    public String workflowId() {
        return about.workflowId();
    }
}
