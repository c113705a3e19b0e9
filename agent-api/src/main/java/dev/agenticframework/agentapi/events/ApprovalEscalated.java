package dev.agenticframework.agentapi.events;

/// No one answered a request for approval, and more people may now answer.
public record ApprovalEscalated(AboutTask about) implements WorkflowEvent {
    @Override
    public String workflowId() {
        return about.workflow().workflowId();
    }
}
