package dev.agenticframework.engine;

/// Identifies one delivery of one attempt. A worker shows it to prove that it still holds the attempt.
///
/// @param task the task
/// @param attempt 1 for the first; increases with each retry, manual retry and compensation, so that each attempt has
///     its own number
/// @param delivery 1 for the first
public record Lease(TaskId task, int attempt, int delivery) {}
