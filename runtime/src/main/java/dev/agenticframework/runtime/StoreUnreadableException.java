package dev.agenticframework.runtime;

/// The store could not be read, as a whole: nothing is known about the workflow that was asked for.
public final class StoreUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final StoreException failure;

    /// Could not be read.
    ///
    /// @param failure with a stable code
    public StoreUnreadableException(StoreException failure) {
        super(failure.getMessage(), failure);
        this.failure = failure;
    }

    /// The same, as those that commit get it.
    public StoreException failure() {
        return failure;
    }
}
