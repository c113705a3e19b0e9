package dev.agenticframework.rego.trace;

import dev.agenticframework.rego.value.Value;
import java.util.Map;
import java.util.function.Supplier;

/// Receives the events of an instrumented evaluation: an [Explanation], a [Coverage] or a [Profile].
public interface Tracer {
    /// Ignores all events.
    Tracer SILENT = new Tracer() {};

    /// The evaluation of a rule's body starts.
    default void enter(TraceNode rule) {}

    /// A rule's body holds.
    default void exit(TraceNode rule) {}

    /// The evaluation of a rule's body ends.
    default void leave(TraceNode rule) {}

    /// The evaluation of an expression starts.
    ///
    /// @param locals the variables with a value, by name
    default void eval(TraceNode expression, Supplier<Map<String, Value>> locals) {}

    /// An expression does not hold.
    ///
    /// @param locals the variables with a value, by name
    default void fail(TraceNode expression, Supplier<Map<String, Value>> locals) {}

    /// The evaluation of an expression resumes, for further solutions.
    default void redo(TraceNode expression) {}
}
