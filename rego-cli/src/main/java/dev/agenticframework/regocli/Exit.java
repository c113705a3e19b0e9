package dev.agenticframework.regocli;

/// The exit codes of the commands.
final class Exit {
    static final int OK = 0;
    static final int CHECK_FAILED = 1;
    static final int ERROR = 2;

    private Exit() {}
}
