package dev.agenticframework.engine;

/// Why an attempt failed.
public sealed interface TaskError {
    /// Who must fix it.
    enum Blame {
        USER,
        INTERNAL,
        EXTERNAL
    }

    /// Stable, in upper snake case, such as `IMAGE_NOT_FOUND`.
    String code();

    /// Who must fix it.
    Blame blame();

    /// What went wrong with what, for people. Holds no secrets.
    String message();

    /// What to do about it, for people.
    String remedy();

    /// The error may disappear by itself: the attempt is retried as the task's [RetryPolicy] says.
    record Transient(String code, Blame blame, String message, String remedy) implements TaskError {}

    /// The error stays: no further attempt is made.
    record Terminal(String code, Blame blame, String message, String remedy) implements TaskError {}
}
