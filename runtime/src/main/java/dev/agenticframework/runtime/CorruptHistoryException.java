package dev.agenticframework.runtime;

/// Bytes that were kept are not what was written: the disk, or another program, changed them.
public final class CorruptHistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What is wrong.
    public CorruptHistoryException(String message) {
        super(message);
    }
}
