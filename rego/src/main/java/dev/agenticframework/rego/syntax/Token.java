package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;

/// A token with its position.
///
/// @param text the source text; for a part of a template, the text without delimiters
/// @param spaced whether white space or a comment precedes it
/// @param onNewLine whether a line break precedes it
record Token(TokenKind kind, Location at, String text, boolean spaced, boolean onNewLine) {

    Token as(TokenKind otherKind) {
        return new Token(otherKind, at, text, spaced, onNewLine);
    }
}
