package dev.agenticframework.cli;

/// The exit codes of commands.
public enum ExitCode {
    /// The command succeeded.
    OK(0),
    /// The command ran, and the result is negative: a workflow failed, a policy blocks, a test failed.
    FAILED(1),
    /// The command line, or a file that it names, is invalid.
    USAGE(2),
    /// The request is unclear. The command printed a question.
    UNCLEAR(3),
    /// The request is clear, but needs something that is not available here.
    UNAVAILABLE(4),
    /// The named item does not exist.
    NOT_FOUND(5),
    /// The request was refused, or the current state does not allow it.
    REFUSED(6),
    /// The platform failed, did not start, or cannot be reached.
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
