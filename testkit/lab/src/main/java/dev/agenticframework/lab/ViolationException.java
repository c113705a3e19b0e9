package dev.agenticframework.lab;

/// Ends a simulation at the first violation.
final class ViolationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Violation violation;

    ViolationException(Invariant invariant, String what) {
        super(invariant + ": " + what);
        violation = new Violation(invariant, what);
    }

    Violation violation() {
        return violation;
    }
}
