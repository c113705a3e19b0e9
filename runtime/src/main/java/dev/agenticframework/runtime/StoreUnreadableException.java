package dev.agenticframework.runtime;

/// Reports that the store as a whole cannot be read, so that nothing is known about any workflow.
public final class StoreUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final StoreException failure;

    /// Wraps the failure.
    ///
    /// @param failure with a stable code
    public StoreUnreadableException(StoreException failure) {
        super(failure.getMessage(), failure);
        this.failure = failure;
    }

    /// The failure, as a commit reports it.
    public StoreException failure() {
        return failure;
    }
}
