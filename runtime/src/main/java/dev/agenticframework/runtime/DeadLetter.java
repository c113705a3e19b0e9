package dev.agenticframework.runtime;

import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;

/// A task that failed for good and whose workflow failed with it. It stays on the list until the workflow is retried,
/// cancelled or removed.
///
/// @param workflow the workflow of the task
/// @param task the task
/// @param agent the agent of the task
/// @param action the agent's action
/// @param attempts how many attempts were made
/// @param error the error of the last attempt
/// @param at when the task failed
public record DeadLetter(
        WorkflowId workflow, TaskId task, String agent, String action, int attempts, TaskError error, Instant at) {}
