package dev.agenticframework.runtime;

/// A store could not do what it was asked to.
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Answer.Code code;
    private final boolean outcomeUnknown;

    /// Could not.
    ///
    /// @param code one of the `STORE_...` codes
    /// @param message for people
    /// @param cause what the file system or the database said
    public StoreException(Answer.Code code, String message, Throwable cause) {
        this(code, message, cause, false);
    }

    /// Does not know whether it could.
    ///
    /// @param outcomeUnknown true: what was asked may have happened all the same
    public StoreException(Answer.Code code, String message, Throwable cause, boolean outcomeUnknown) {
        super(message, cause);
        this.code = code;
        this.outcomeUnknown = outcomeUnknown;
    }

    /// Whether what was asked may have happened all the same.
    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }

    /// Which one.
    public Answer.Code code() {
        return code;
    }
}
