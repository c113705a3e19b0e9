package dev.agenticframework.runtime;

/// Stored bytes are not what was written: the disk, or another program, has changed them.
public final class CorruptHistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// A damage that was found in the bytes.
    public CorruptHistoryException(String message) {
        super(message);
    }

    /// A damage that showed as a value that is not possible.
    public CorruptHistoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
