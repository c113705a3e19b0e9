package dev.agenticframework.rego.syntax;

/// Leaves the parser for good, or for the place that tries another reading. The errors are with the [Tokens].
final class ParseFailure extends RuntimeException {
    ParseFailure() {
        super("parse failure", null, false, false);
    }
}
