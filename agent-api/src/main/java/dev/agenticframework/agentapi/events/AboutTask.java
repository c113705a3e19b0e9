package dev.agenticframework.agentapi.events;

/// Which task an event is about.
///
/// @param taskId the id in its workflow, such as `t1`
/// @param title for people
/// @param priority 1 is the most urgent
public record AboutTask(AboutWorkflow workflow, String taskId, String agent, String action, String title, int priority)
        implements SharedFields {}
