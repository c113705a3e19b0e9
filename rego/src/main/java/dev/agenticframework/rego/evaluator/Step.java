package dev.agenticframework.rego.evaluator;

/// A part of a compiled body, connected to the parts after it.
public abstract class Step {
    /// Runs the following parts once for each solution of this part. Returns false when no further solutions
    /// are needed.
    abstract boolean run(Frame frame);
}
