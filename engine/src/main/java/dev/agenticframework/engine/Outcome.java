package dev.agenticframework.engine;

/// How a task ended.
public enum Outcome {
    SUCCEEDED,
    FAILED,
    SKIPPED
}
