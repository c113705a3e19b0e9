package dev.agenticframework.runtime;

/// Stored bytes are not what was written: the disk, or another program, has changed them.
public final class CorruptHistoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Reports damage that was found in the bytes.
    public CorruptHistoryException(String message) {
        super(message);
    }

    /// Reports damage that shows as an impossible value.
    public CorruptHistoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
