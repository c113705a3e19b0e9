package dev.agenticframework.rego.evaluator;

/// A part of a compiled body, together with all that follows it.
public abstract class Step {
    /// Runs what follows once for each solution. False says that enough is known, so that nothing more is to
    /// be tried.
    abstract boolean run(Frame frame);
}
