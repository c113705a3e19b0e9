package dev.agenticframework.agentapi;

import java.util.Optional;

/// A JSON document as text (RFC 8259). This module reads no JSON: agents take the text to a parser of their choice.
///
/// @param text well-formed, and nested at most [#MAX_DEPTH] levels deep
public record Json(String text) {
    /// How deep arrays and objects may nest.
    public static final int MAX_DEPTH = 200;

    /// @throws IllegalArgumentException when the text is not a JSON document
    public Json {
        if (!JsonSyntax.accepts(text)) {
            throw new IllegalArgumentException("the text is not a JSON document");
        }
    }

    /// Reads a document; empty when the text is not one.
    public static Optional<Json> parse(String text) {
        return JsonSyntax.accepts(text) ? Optional.of(new Json(text)) : Optional.empty();
    }
}
