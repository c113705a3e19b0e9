package dev.agenticframework.engine;

/// The status of a workflow; [#toString] is the word on the wire.
public enum Status {
    IN_PROGRESS,
    PAUSED,
    WAITING_APPROVAL,
    CANCELLING,
    COMPENSATING,
    COMPLETED,
    FAILED,
    CANCELLED;

    /// Whether the workflow has ended, and changes only when someone asks for it.
    public boolean ended() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
