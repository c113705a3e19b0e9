package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;

/// A token and where it stands.
///
/// @param text the source text; of a template part the text without delimiters
/// @param spaced whether white space or a comment stands before it
/// @param onNewLine whether a line break stands before it
record Token(TokenKind kind, Location at, String text, boolean spaced, boolean onNewLine) {

    Token as(TokenKind otherKind) {
        return new Token(otherKind, at, text, spaced, onNewLine);
    }
}
