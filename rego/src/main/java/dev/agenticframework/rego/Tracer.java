package dev.agenticframework.rego;

/// Told what an instrumented evaluation does, for explanations, coverage and profiles.
interface Tracer {
    Tracer NONE = new Tracer() {};

    /// A body is begun: of a rule, a comprehension, a negation or `every`.
    default void enter(TraceNode node, Frame frame) {}

    /// An expression is evaluated.
    default void eval(TraceNode node, Frame frame) {}

    /// An expression does not hold, or no longer.
    default void fail(TraceNode node, Frame frame) {}

    /// A body holds.
    default void exit(TraceNode node, Frame frame) {}

    /// A body or expression is taken up again for further solutions.
    default void redo(TraceNode node, Frame frame) {}

    /// A note of the built-in `trace`.
    default void note(TraceNode node, Frame frame, String message) {}
}
