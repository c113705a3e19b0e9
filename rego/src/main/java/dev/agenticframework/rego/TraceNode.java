package dev.agenticframework.rego;

import java.util.Map;

/// What a tracer is told about: where it stands, what it looks like, and the variables whose values may be of interest.
///
/// @param text the expression as written, on one line, or the rule's reference
/// @param slots where the frame keeps the variables that the author wrote, by their names
record TraceNode(Kind kind, Location at, String text, Map<String, Integer> slots) {
    enum Kind {
        RULE,
        EXPRESSION
    }
}
