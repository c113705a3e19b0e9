package dev.agenticframework.rego;

import java.util.List;
import java.util.Map;

/// What instrumented code has in addition: steps that tell the query's tracer.
final class Tracing {
    private Tracing() {}

    static TraceNode of(Expr expr, Slots slots, FreshNames fresh) {
        return new TraceNode(TraceNode.Kind.EXPRESSION, expr.at(), text(expr), visible(slots, fresh));
    }

    static TraceNode of(RuleDraft rule, Rule branch, Slots slots, FreshNames fresh) {
        return new TraceNode(
                TraceNode.Kind.RULE, branch.at(), rule.reference(branch).toString(), visible(slots, fresh));
    }

    private static String text(Expr expr) {
        String written = expr.at().isKnown() ? expr.at().text().strip() : "";
        return written.isEmpty() ? expr.toString() : written.replaceAll("\\s*\\R\\s*", " ");
    }

    private static Map<String, Integer> visible(Slots slots, FreshNames fresh) {
        return new SlotNames(slots, fresh).names();
    }

    /// The links of an expression, with events before, between and after.
    record Traced(TraceNode node, List<Link> inner, int extra) implements Link.Many {
        @Override
        public Step before(Step next) {
            return new Enclosed(node, Link.chain(inner, new Passed(node, next, extra)), extra);
        }
    }

    private static final class Enclosed extends Step {
        private final TraceNode node;
        private final Step body;
        private final int extra;

        Enclosed(TraceNode node, Step body, int extra) {
            this.node = node;
            this.body = body;
            this.extra = extra;
        }

        @Override
        boolean run(Frame frame) {
            Tracer tracer = frame.query().tracer();
            tracer.eval(node, frame);
            frame.extras[extra] = null;
            boolean more = body.run(frame);
            if (frame.extras[extra] == null) {
                tracer.fail(node, frame);
            }
            return more;
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
                frame.query().tracer().redo(node, frame);
            }
            return more;
        }
    }

    /// The body of a rule.
    static final class RuleBody extends Step {
        private final TraceNode node;
        private final Step body;

        RuleBody(TraceNode node, Step body) {
            this.node = node;
            this.body = body;
        }

        @Override
        boolean run(Frame frame) {
            Tracer tracer = frame.query().tracer();
            tracer.enter(node, frame);
            boolean more = body.run(frame);
            tracer.leave(node, frame);
            return more;
        }
    }

    /// The last step of a rule.
    static final class RuleExit extends Step {
        private final TraceNode node;
        private final Step last;

        RuleExit(TraceNode node, Step last) {
            this.node = node;
            this.last = last;
        }

        @Override
        boolean run(Frame frame) {
            frame.query().tracer().exit(node, frame);
            return last.run(frame);
        }
    }
}
