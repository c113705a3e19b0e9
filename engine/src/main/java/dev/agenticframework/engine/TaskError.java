package dev.agenticframework.engine;

/// Why an attempt failed.
public sealed interface TaskError {
    /// Stable, in snake case, such as `image_not_found`.
    String code();

    /// For people: what was wrong with what, and what to do. No secrets.
    String message();

    /// May go away by itself: tried again as the task's [RetryPolicy] says.
    record Transient(String code, String message) implements TaskError {}

    /// Will not go away: no further attempt.
    record Terminal(String code, String message) implements TaskError {}
}
