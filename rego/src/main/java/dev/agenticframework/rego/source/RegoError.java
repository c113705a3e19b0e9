package dev.agenticframework.rego.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An error in a policy, a query, or their evaluation.
///
/// @param code stable: `rego_parse_error`, `rego_compile_error`, `rego_unsafe_var_error`, `rego_recursion_error`,
///     `rego_type_error`, `eval_conflict_error`, `eval_type_error`, `eval_builtin_error`, `eval_cancel_error`, ...
/// @param file the name of the source, empty for a query
/// @param row from 1; 0 if the location is unknown
/// @param col from 1, in code points
/// @param snippet the source line, and a line with a caret, if known
public record RegoError(String code, String message, String file, int row, int col, List<String> snippet) {
    public static final String PARSE = "rego_parse_error";
    public static final String COMPILE = "rego_compile_error";
    public static final String TYPE = "rego_type_error";
    public static final String UNSAFE_VAR = "rego_unsafe_var_error";
    public static final String RECURSION = "rego_recursion_error";
    public static final String CONFLICT = "eval_conflict_error";
    public static final String EVAL_TYPE = "eval_type_error";
    public static final String BUILTIN = "eval_builtin_error";
    public static final String CANCEL = "eval_cancel_error";
    public static final String WITH_MERGE = "eval_with_merge_error";

    /// The evaluation exceeded a limit: depth, results or memory.
    public static final String LIMIT = "eval_limit_error";

    public RegoError {
        snippet = List.copyOf(snippet);
    }

    public static RegoError of(String code, @Nullable Location at, String message) {
        if (at == null || !at.isKnown()) {
            return new RegoError(code, message, at == null ? "" : at.file(), 0, 0, List.of());
        }
        return new RegoError(code, message, at.file(), at.row(), at.col(), List.of());
    }

    /// Adds the source line of a location, and a caret below it.
    public RegoError withSnippet(Location at) {
        String line = at.source().lineAt(at.offset());
        String shown = line.stripLeading();
        int lead = line.length() - shown.length();
        int caret = Math.max(0, at.offset() - at.source().lineStart(at.offset()) - lead);
        return new RegoError(code, message, file, row, col, List.of(shown, " ".repeat(caret) + "^"));
    }

    /// `file:row: code: message`, followed by the indented snippet.
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        if (row > 0) {
            out.append(file.isEmpty() ? row + ":" + col : file + ":" + row).append(": ");
        }
        out.append(code).append(": ").append(message);
        snippet.forEach(line -> out.append("\n\t").append(line));
        return out.toString();
    }
}
