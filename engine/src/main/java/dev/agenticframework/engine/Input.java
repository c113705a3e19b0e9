package dev.agenticframework.engine;

/// Where one input of a task comes from.
public sealed interface Input {

    /// A value known when the plan was made.
    record Literal(String value) implements Input {}

    /// What another task, on which this one depends (directly or through others), will have put out under `name`.
    record OutputOf(TaskId task, String name) implements Input {}
}
