package dev.agenticframework.engine;

/// Where one input of a task comes from.
public sealed interface Input {

    /// A value that is known when the plan is written.
    record Literal(String value) implements Input {}

    /// The output `name` of another task, on which this one depends directly or through others.
    record OutputOf(TaskId task, String name) implements Input {}
}
