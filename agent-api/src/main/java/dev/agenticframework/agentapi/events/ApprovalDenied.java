package dev.agenticframework.agentapi.events;

/// A person denied a task.
///
/// @param digest SHA-256 of the task and its resolved inputs, in hexadecimal
public record ApprovalDenied(AboutTask about, String by, String digest) implements WorkflowEvent {
    @Override
    public String workflowId() {
        return about.workflow().workflowId();
    }
}
