package dev.agenticframework.policy;

/// A text that is not HCL or exceeds the bounds.
final class HclException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    HclException(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }
}
