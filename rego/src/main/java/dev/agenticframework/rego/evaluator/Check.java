package dev.agenticframework.rego.evaluator;

/// A compiled expression that holds at most once. It may fill slots.
public abstract class Check {
    abstract boolean holds(Frame frame);
}
