package dev.agenticframework.engine;

/// What becomes of the work already done when a task has failed for good.
public enum OnFailure {
    /// It stays: the workflow waits as failed, to be retried from the failed task or cancelled (which undoes it).
    KEEP,
    /// It is undone at once, in reverse order.
    COMPENSATE
}
