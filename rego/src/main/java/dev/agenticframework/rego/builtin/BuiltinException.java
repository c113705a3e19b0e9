package dev.agenticframework.rego.builtin;

import dev.agenticframework.rego.source.RegoError;

/// The failure of a built-in. The call is undefined when built-in errors are lenient; otherwise the query fails with
/// [#code] and the built-in's name before the message.
public final class BuiltinException extends RuntimeException {
    private final String code;
    private final boolean endsQuery;

    private BuiltinException(String code, String message, boolean endsQuery) {
        // No stack trace: lenient evaluation throws these often.
        super(message, null, false, false);
        this.code = code;
        this.endsQuery = endsQuery;
    }

    public static BuiltinException failure(String message) {
        return new BuiltinException(RegoError.BUILTIN, message, false);
    }

    /// An invalid operand.
    ///
    /// @param position of the operand, from 1
    public static BuiltinException operand(int position, String problem) {
        return new BuiltinException(RegoError.EVAL_TYPE, "operand " + position + " " + problem, false);
    }

    /// Operands that do not fit each other.
    public static BuiltinException typeError(String message) {
        return new BuiltinException(RegoError.EVAL_TYPE, message, false);
    }

    /// Several results where the language allows one. This ends the query even when built-in errors are lenient.
    public static BuiltinException conflict(String message) {
        return new BuiltinException(RegoError.CONFLICT, message, true);
    }

    /// The query was cancelled while the built-in ran. This ends the query even when built-in errors are lenient.
    public static BuiltinException cancelled(String message) {
        return new BuiltinException(RegoError.CANCEL, message, true);
    }

    /// Whether the failure ends the query, strict or not.
    public boolean endsQuery() {
        return endsQuery;
    }

    public String code() {
        return code;
    }

    /// Returns the message, which is never null.
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
