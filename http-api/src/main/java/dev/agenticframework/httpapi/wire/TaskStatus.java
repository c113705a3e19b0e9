package dev.agenticframework.httpapi.wire;

/// Where a task stands, in one word.
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
