package dev.agenticframework.codegen;

import dev.agenticframework.agentapi.Failure.Kind;

/// A problem of a template, of its parameters, or of the place where its output goes.
///
/// @param code stable
/// @param where the file and line (`skeleton/app.py:12`), the parameter (`replicas`), or the template's name
/// @param message what is wrong
/// @param remedy what to do next
public record TemplateProblem(Code code, String where, String message, String remedy) {

    /// The kinds of problem. Their lowercase names are the stable codes of the API.
    public enum Code {
        TEMPLATE_NOT_FOUND(Kind.NOT_FOUND),
        TEMPLATE_INVALID(Kind.INVALID),
        TEMPLATE_TOO_LARGE(Kind.TOO_LARGE),
        PARAMETER_MISSING(Kind.INVALID),
        PARAMETER_INVALID(Kind.INVALID),
        PARAMETER_UNKNOWN(Kind.NOT_FOUND),
        RENDER_FAILED(Kind.CONFLICT),
        RENDER_LIMIT(Kind.CONFLICT),
        OUTPUT_CONFLICT(Kind.CONFLICT),
        OUTPUT_UNWRITABLE(Kind.CONFLICT);

        private final Kind kind;

        Code(Kind kind) {
            this.kind = kind;
        }

        /// The kind of failure that a task or a request ends with.
        public Kind kind() {
            return kind;
        }

        /// The code as the API spells it, for example `parameter_invalid`.
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return where + ": " + message + " " + remedy;
    }
}
