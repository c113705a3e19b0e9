package dev.agenticframework.engine;

/// Which delivery of which attempt of a task: what a worker shows to prove that it still holds it.
///
/// @param task the task
/// @param attempt 1 for the first; counts on over retries, retries by hand and compensation, so that no two attempts
///     share a number
/// @param delivery 1 for the first
public record Lease(TaskId task, int attempt, int delivery) {}
