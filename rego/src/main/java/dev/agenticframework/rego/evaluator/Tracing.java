package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.trace.TraceNode;
import dev.agenticframework.rego.trace.Tracer;
import dev.agenticframework.rego.value.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The steps of instrumented code that report to the query's tracer.
public final class Tracing {
    private Tracing() {}

    /// The links of an expression, with events before, between and after them.
    ///
    /// @param names the slots of the source's variables, by name
    public record Traced(TraceNode node, Map<String, Integer> names, List<Link> inner, int extra) implements Link.Many {
        @Override
        public Step before(Step next) {
            return new Enclosed(node, names, Link.chain(inner, new Passed(node, next, extra)), extra);
        }
    }

    private static final class Enclosed extends Step {
        private final TraceNode node;
        private final Map<String, Integer> names;
        private final Step body;
        private final int extra;

        Enclosed(TraceNode node, Map<String, Integer> names, Step body, int extra) {
            this.node = node;
            this.names = names;
            this.body = body;
            this.extra = extra;
        }

        @Override
        boolean run(Frame frame) {
            Tracer tracer = frame.query().tracer();
            tracer.eval(node, () -> locals(frame));
            frame.extras[extra] = null;
            boolean more = body.run(frame);
            if (frame.extras[extra] == null) {
                tracer.fail(node, () -> locals(frame));
            }
            return more;
        }

        private Map<String, Value> locals(Frame frame) {
            Map<String, Value> locals = new TreeMap<>();
            names.forEach((name, slot) -> {
                Value value = slot < frame.slots.length ? frame.slots[slot] : null;
                if (value != null) {
                    locals.put(name, value);
                }
            });
            return locals;
        }
    }

    private static final class Passed extends Step {
        private final TraceNode node;
        private final Step next;
        private final int extra;

        Passed(TraceNode node, Step next, int extra) {
            this.node = node;
            this.next = next;
            this.extra = extra;
        }

        @Override
        boolean run(Frame frame) {
            boolean more = next.run(frame);
            frame.extras[extra] = node;
            if (more) {
                frame.query().tracer().redo(node);
            }
            return more;
        }
    }

    /// The body of a rule.
    public static final class RuleBody extends Step {
        private final TraceNode node;
        private final Step body;

        public RuleBody(TraceNode node, Step body) {
            this.node = node;
            this.body = body;
        }

        @Override
        boolean run(Frame frame) {
            Tracer tracer = frame.query().tracer();
            tracer.enter(node);
            boolean more = body.run(frame);
            tracer.leave(node);
            return more;
        }
    }

    /// The last step of a rule.
    public static final class RuleExit extends Step {
        private final TraceNode node;
        private final Step last;

        public RuleExit(TraceNode node, Step last) {
            this.node = node;
            this.last = last;
        }

        @Override
        boolean run(Frame frame) {
            frame.query().tracer().exit(node);
            return last.run(frame);
        }
    }
}
