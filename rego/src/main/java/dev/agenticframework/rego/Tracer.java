package dev.agenticframework.rego;

/// Told what an instrumented evaluation does: an [Explanation], a [Coverage] or a [Profile].
public interface Tracer {
    /// Hears nothing.
    final class Silent implements Tracer {}

    /// A rule's body is begun.
    default void enter(TraceNode node, Frame frame) {}

    /// A rule's body holds.
    default void exit(TraceNode node, Frame frame) {}

    /// A rule's body is done with.
    default void leave(TraceNode node, Frame frame) {}

    /// An expression is evaluated.
    default void eval(TraceNode node, Frame frame) {}

    /// An expression does not hold.
    default void fail(TraceNode node, Frame frame) {}

    /// An expression is taken up again for further solutions.
    default void redo(TraceNode node, Frame frame) {}
}
