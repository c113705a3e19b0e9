package dev.agenticframework.engine;

/// Where a workflow stands, in one word; [#toString] is the word on the wire.
public enum Status {
    IN_PROGRESS,
    PAUSED,
    WAITING_APPROVAL,
    CANCELLING,
    COMPENSATING,
    COMPLETED,
    FAILED,
    CANCELLED;

    /// Whether nothing more happens unless someone asks for it.
    public boolean ended() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
