package dev.agenticframework.regocli;

/// The exit codes of the commands.
final class Exit {
    static final int OK = 0;
    static final int BAD_OUTCOME = 1;
    static final int WRONG = 2;

    private Exit() {}
}
