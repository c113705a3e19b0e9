package dev.agenticframework.runtime;

import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;

/// A task that failed for good and whose workflow failed with it. It stays on the list until the workflow is retried,
/// cancelled or removed.
///
/// @param workflow whose
/// @param task which
/// @param agent whose work it was
/// @param action what it was to do
/// @param attempts that were made
/// @param error of the last one
/// @param at when
public record DeadLetter(
        WorkflowId workflow, TaskId task, String agent, String action, int attempts, TaskError error, Instant at) {}
