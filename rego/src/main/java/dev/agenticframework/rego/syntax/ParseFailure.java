package dev.agenticframework.rego.syntax;

/// Leaves the parser, or returns to a place that tries another reading. The errors are in the [Tokens].
final class ParseFailure extends RuntimeException {
    ParseFailure() {
        super("parse failure", null, false, false);
    }
}
