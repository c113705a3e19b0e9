package dev.agenticframework.rego;

import java.util.List;

/// What reading a text gave.
sealed interface Parsed<T> {
    record Ok<T>(T value) implements Parsed<T> {}

    record Failed<T>(List<RegoError> errors) implements Parsed<T> {}
}
