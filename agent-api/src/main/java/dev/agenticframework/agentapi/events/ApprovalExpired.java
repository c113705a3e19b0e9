package dev.agenticframework.agentapi.events;

/// No one answered a request for approval in time.
public record ApprovalExpired(AboutTask about) implements WorkflowEvent {
    @Override
    public String workflowId() {
        return about.workflow().workflowId();
    }
}
