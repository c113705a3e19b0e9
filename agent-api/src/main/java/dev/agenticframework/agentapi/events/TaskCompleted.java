package dev.agenticframework.agentapi.events;

import java.util.Map;

/// A task completed.
///
/// @param outputs its outputs, text by name
public record TaskCompleted(AboutTask about, int attempt, Map<String, String> outputs) implements WorkflowEvent {
    public TaskCompleted {
        outputs = Map.copyOf(outputs);
    }

    @Override
    public String workflowId() {
        return about.workflow().workflowId();
    }
}
