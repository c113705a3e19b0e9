package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.RegoError;
import java.util.List;

/// The result of parsing.
public sealed interface Parsed<T> {
    record Ok<T>(T value) implements Parsed<T> {}

    record Failed<T>(List<RegoError> errors) implements Parsed<T> {}
}
