package dev.agenticframework.agentapi.events;

import java.util.List;

/// A workflow was requested and accepted.
///
/// @param template empty when the request names none
/// @param tasks the tasks of its plan
public record WorkflowCreated(AboutWorkflow about, String requestedBy, String template, List<PlannedTask> tasks)
        implements WorkflowEvent {

    /// A task of the plan.
    ///
    /// @param priority 1 is the most urgent
    public record PlannedTask(String taskId, String agent, int priority) {}

    public WorkflowCreated {
        tasks = List.copyOf(tasks);
    }

    @Override
    public String workflowId() {
        return about.workflowId();
    }
}
