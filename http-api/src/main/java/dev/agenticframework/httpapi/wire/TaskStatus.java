package dev.agenticframework.httpapi.wire;

/// The status of a task.
public enum TaskStatus {
    PENDING,
    WAITING_APPROVAL,
    READY,
    IN_PROGRESS,
    RETRYING,
    COMPLETED,
    FAILED,
    SKIPPED,
    CANCELLED,
    COMPENSATED,
    COMPENSATION_FAILED
}
