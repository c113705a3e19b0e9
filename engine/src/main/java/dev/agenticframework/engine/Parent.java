package dev.agenticframework.engine;

/// The attempt of a task in another workflow for which a workflow runs.
///
/// @param workflow the other workflow
/// @param task its task
/// @param attempt of that task
/// @param delivery of that attempt
public record Parent(WorkflowId workflow, TaskId task, int attempt, int delivery) {}
