package dev.agenticframework.engine;

/// The attempt that a workflow works for: that of a task of another workflow.
///
/// @param workflow the other workflow
/// @param task its task
/// @param attempt of that task
/// @param delivery of that attempt
public record Parent(WorkflowId workflow, TaskId task, int attempt, int delivery) {}
