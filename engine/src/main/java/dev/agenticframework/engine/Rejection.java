package dev.agenticframework.engine;

/// Why an intent changes nothing.
public enum Rejection {
    /// The workflow has no such task.
    TASK_NOT_FOUND,
    /// The workflow has ended.
    WORKFLOW_ENDED,
    /// Only a workflow that has ended can be retried.
    WORKFLOW_RUNNING,
    /// The workflow is being cancelled or undone, and cannot be paused or resumed.
    WORKFLOW_STOPPING,
    /// The task is not ready to be leased, or its workflow is paused.
    TASK_NOT_READY,
    /// Another worker holds the task, or the task has ended.
    LEASE_LOST,
    /// The task does not wait for approval.
    NO_APPROVAL_PENDING,
    /// The task has changed since the person was shown it.
    APPROVAL_DIGEST_MISMATCH,
    /// The person may not approve the task.
    NOT_ELIGIBLE_TO_APPROVE,
    /// No attempt of the task can wait for this signal.
    SIGNAL_UNEXPECTED,
    /// The signal's handle or payload is too long.
    SIGNAL_TOO_LARGE,
    /// The outputs are too many or too large; large things go to the artifact store.
    OUTPUT_TOO_LARGE
}
