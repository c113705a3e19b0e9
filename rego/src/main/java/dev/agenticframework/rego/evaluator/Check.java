package dev.agenticframework.rego.evaluator;

/// A compiled expression that holds once or not at all; it may fill slots.
public abstract class Check {
    abstract boolean holds(Frame frame);
}
