package dev.agenticframework.engine;

/// Whether completed tasks are kept or undone when a task fails for good.
public enum OnFailure {
    /// Completed work stays. The workflow is failed until someone retries it, or cancels it, which undoes the work.
    KEEP,
    /// Completed work is undone immediately, in reverse order.
    COMPENSATE
}
