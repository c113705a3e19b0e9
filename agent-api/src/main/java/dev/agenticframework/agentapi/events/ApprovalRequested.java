package dev.agenticframework.agentapi.events;

import java.time.Instant;
import java.util.List;

/// A task waits for a person's approval.
///
/// @param digest SHA-256 of the task and its resolved inputs, in hexadecimal
/// @param approvers who may approve; anyone when empty
public record ApprovalRequested(AboutTask about, String digest, Instant expiresAt, List<String> approvers)
        implements WorkflowEvent {
    public ApprovalRequested {
        approvers = List.copyOf(approvers);
    }

    @Override
    public String workflowId() {
        return about.workflow().workflowId();
    }
}
