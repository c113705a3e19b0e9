package dev.agenticframework.rego.builtin;

/// A built-in cannot work with its operands. Where built-in errors are lenient the call is undefined; where they are
/// strict the query fails with [#code] and `NAME: ` before the message.
public final class BuiltinException extends RuntimeException {
    /// Code of an operand of the wrong type or form.
    public static final String TYPE_ERROR = "eval_type_error";

    /// Code of every other failure.
    public static final String BUILTIN_ERROR = "eval_builtin_error";

    private final String code;

    private BuiltinException(String code, String message) {
        // No stack trace: lenient evaluation throws these by the thousand.
        super(message, null, false, false);
        this.code = code;
    }

    public static BuiltinException failure(String message) {
        return new BuiltinException(BUILTIN_ERROR, message);
    }

    /// An operand that is wrong; `position` counts from 1.
    public static BuiltinException operand(int position, String problem) {
        return new BuiltinException(TYPE_ERROR, "operand " + position + " " + problem);
    }

    /// Operands that do not fit together.
    public static BuiltinException typeError(String message) {
        return new BuiltinException(TYPE_ERROR, message);
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
