package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.source.RegoError;

/// Ends an evaluation with an error. It never leaves the module: callers receive the error as a value.
public final class EvalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient RegoError error;

    EvalException(RegoError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    EvalException(String code, Location at, String message) {
        this(RegoError.of(code, at, message));
    }

    public RegoError error() {
        return error;
    }
}
