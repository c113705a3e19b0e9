package dev.agenticframework.agentapi.events;

/// A task is ready for its agent.
public record TaskCreated(AboutTask about) implements WorkflowEvent {
    @Override
    public String workflowId() {
        return about.workflow().workflowId();
    }
}
