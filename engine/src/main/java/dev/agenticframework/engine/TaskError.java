package dev.agenticframework.engine;

/// Why an attempt failed.
public sealed interface TaskError {
    /// Who has to fix it.
    enum Blame {
        USER,
        INTERNAL,
        EXTERNAL
    }

    /// Stable, in upper snake case, such as `IMAGE_NOT_FOUND`.
    String code();

    /// Who has to fix it.
    Blame blame();

    /// For people: what was wrong with what. No secrets.
    String message();

    /// For people: what to do about it.
    String remedy();

    /// May go away by itself: tried again as the task's [RetryPolicy] says.
    record Transient(String code, Blame blame, String message, String remedy) implements TaskError {}

    /// Will not go away: no further attempt.
    record Terminal(String code, Blame blame, String message, String remedy) implements TaskError {}
}
