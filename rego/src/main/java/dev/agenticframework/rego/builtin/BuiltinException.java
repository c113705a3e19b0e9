package dev.agenticframework.rego.builtin;

import dev.agenticframework.rego.source.RegoError;

/// A built-in cannot work with its operands. Where built-in errors are lenient the call is undefined; where they are
/// strict the query fails with [#code] and `NAME: ` before the message.
public final class BuiltinException extends RuntimeException {
    private final String code;
    private final boolean endsQuery;

    private BuiltinException(String code, String message, boolean endsQuery) {
        // No stack trace: lenient evaluation throws these by the thousand.
        super(message, null, false, false);
        this.code = code;
        this.endsQuery = endsQuery;
    }

    public static BuiltinException failure(String message) {
        return new BuiltinException(RegoError.BUILTIN, message, false);
    }

    /// An operand that is wrong; `position` counts from 1.
    public static BuiltinException operand(int position, String problem) {
        return new BuiltinException(RegoError.EVAL_TYPE, "operand " + position + " " + problem, false);
    }

    /// Operands that do not fit together.
    public static BuiltinException typeError(String message) {
        return new BuiltinException(RegoError.EVAL_TYPE, message, false);
    }

    /// Several results where the language allows one: ends the query even when built-in errors are lenient.
    public static BuiltinException conflict(String message) {
        return new BuiltinException(RegoError.CONFLICT, message, true);
    }

    /// Whether the query fails with the plain message, strict or not.
    public boolean endsQuery() {
        return endsQuery;
    }

    public String code() {
        return code;
    }

    /// The message, which a throwable without one would not have.
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
