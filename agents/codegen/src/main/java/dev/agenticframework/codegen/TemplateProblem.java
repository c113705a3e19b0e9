package dev.agenticframework.codegen;

/// A problem of a template, of its parameters, or of the place where its output goes.
///
/// @param code stable
/// @param where the file and line (`skeleton/app.py:12`), the parameter (`replicas`), or the template's name
/// @param message what is wrong
/// @param remedy what to do next
public record TemplateProblem(Code code, String where, String message, String remedy) {

    /// The kinds of problem. Their lowercase names are the stable codes of the API.
    public enum Code {
        TEMPLATE_NOT_FOUND,
        TEMPLATE_INVALID,
        TEMPLATE_TOO_LARGE,
        PARAMETER_MISSING,
        PARAMETER_INVALID,
        PARAMETER_UNKNOWN,
        RENDER_FAILED,
        RENDER_LIMIT,
        OUTPUT_CONFLICT,
        OUTPUT_UNWRITABLE;

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
