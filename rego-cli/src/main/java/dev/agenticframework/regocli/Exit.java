package dev.agenticframework.regocli;

/// What the exit codes of these commands say.
final class Exit {
    static final int OK = 0;
    static final int BAD_OUTCOME = 1;
    static final int WRONG = 2;

    private Exit() {}
}
