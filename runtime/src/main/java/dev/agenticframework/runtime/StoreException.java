package dev.agenticframework.runtime;

/// Reports that a store could not do what it was asked to.
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Answer.Code code;
    private final boolean outcomeUnknown;

    /// A failure that changed nothing.
    ///
    /// @param code one of the `STORE_...` codes
    /// @param message for people
    /// @param cause the error of the file system or the database
    public StoreException(Answer.Code code, String message, Throwable cause) {
        this(code, message, cause, false);
    }

    /// A failure whose outcome can be unknown.
    ///
    /// @param outcomeUnknown whether the change may have happened anyway
    public StoreException(Answer.Code code, String message, Throwable cause, boolean outcomeUnknown) {
        super(message, cause);
        this.code = code;
        this.outcomeUnknown = outcomeUnknown;
    }

    /// Whether the change may have happened anyway.
    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }

    /// The code of the failure.
    public Answer.Code code() {
        return code;
    }
}
