package dev.agenticframework.agentapi;

/// Carries a [Failure] from a port to the task or request that fails with it.
public final class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public FailureException(Failure failure) {
        super(failure.code() + ": " + failure.message());
        this.failure = failure;
    }

    public FailureException(Failure failure, Throwable cause) {
        super(failure.code() + ": " + failure.message(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
