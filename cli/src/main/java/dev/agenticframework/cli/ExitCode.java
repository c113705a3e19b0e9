package dev.agenticframework.cli;

/// What the exit code of a command says.
public enum ExitCode {
    /// It was done.
    OK(0),
    /// It was done and the outcome is bad: a workflow failed, a policy blocks, a test failed.
    FAILED(1),
    /// The command line is wrong.
    USAGE(2),
    /// The request was not understood well enough to act on it: a question was asked.
    UNCLEAR(3),
    /// It was understood and is not available here.
    UNAVAILABLE(4),
    /// What was named does not exist.
    NOT_FOUND(5),
    /// The request or the state does not allow it.
    REFUSED(6),
    /// The platform cannot be started or reached, or failed.
    PLATFORM(69);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /// The number that the process exits with.
    public int code() {
        return code;
    }
}
