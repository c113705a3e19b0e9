package dev.agenticframework.rego;

/// A compiled expression that holds once or not at all; it may fill slots.
abstract class Check {
    abstract boolean holds(Frame frame);
}
