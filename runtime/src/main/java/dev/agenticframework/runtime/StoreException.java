package dev.agenticframework.runtime;

/// A store could not do what it was asked to.
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Answer.Code code;

    /// Could not.
    ///
    /// @param code one of the `STORE_...` codes
    /// @param message for people
    /// @param cause what the file system or the database said
    public StoreException(Answer.Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /// Which one.
    public Answer.Code code() {
        return code;
    }
}
