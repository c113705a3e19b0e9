package dev.agenticframework.rego;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compiles `with`: an expression that is evaluated in another world.
final class WithLowering {
    private final Linkage linkage;
    private final TermLowering terms;

    WithLowering(Linkage linkage, TermLowering terms) {
        this.linkage = linkage;
        this.terms = terms;
    }

    /// One replacement: of a part of input or data, or of a function.
    @SuppressWarnings("ArrayRecordComponent") // compiled code, never compared
    private sealed interface Change {
        record OfInput(Value[] path, Eval value) implements Change {}

        record OfData(Value[] path, Eval value) implements Change {}

        record OfFunction(
                String name,
                @Nullable Replacement by,
                @Nullable Eval value) implements Change {}
    }

    Link link(Expr expr, Set<String> bound, List<Link> inner) {
        List<Change> changes = new ArrayList<>();
        for (Expr.With with : expr.withs()) {
            changes.add(change(with, bound));
        }
        boolean once = inner.stream().allMatch(link -> link instanceof Link.Once);
        return once
                ? new Link.Once(new Elsewhere(changes, Link.chain(inner, Comprehensions.Found.INSTANCE)))
                : new Many(changes, inner);
    }

    private Change change(Expr.With with, Set<String> bound) {
        if (with.target() instanceof Term.Ref target) {
            String name = target.toString();
            if (target.headName().equals(Names.INPUT)) {
                return new Change.OfInput(path(target), terms.eval(with.value(), bound));
            }
            RuleNode node = linkage.rules().find(target.parts());
            boolean function = node != null
                    && node.hasRules()
                    && node.rules().getFirst().head().isFunction();
            if (target.headName().equals(Names.DATA) && !function) {
                return new Change.OfData(path(target), terms.eval(with.value(), bound));
            }
            return ofFunction(name, with.value(), bound);
        }
        return ofFunction(with.target().toString(), with.value(), bound);
    }

    private Change ofFunction(String name, Term value, Set<String> bound) {
        Replacement by = replacement(value, bound);
        return new Change.OfFunction(name, by, by == null ? terms.eval(value, bound) : null);
    }

    private @Nullable Replacement replacement(Term value, Set<String> bound) {
        if (value instanceof Term.Var(var ignored, var name) && !bound.contains(name)) {
            return new Replacement.BuiltinCall(name);
        }
        if (!(value instanceof Term.Ref ref)) {
            return null;
        }
        if (linkage.builtins().declaration(ref.toString()) != null) {
            return new Replacement.BuiltinCall(ref.toString());
        }
        RuleNode node = linkage.rules().find(ref.parts());
        boolean function = node != null
                && node.hasRules()
                && node.rules().getFirst().head().isFunction();
        return node != null && function ? new Replacement.RuleCall(node.group()) : null;
    }

    private static Value[] path(Term.Ref target) {
        List<Value> path = new ArrayList<>();
        for (Term part : target.parts().subList(1, target.parts().size())) {
            Value key = TermLowering.constant(part);
            if (key == null) {
                throw new IllegalStateException("with target must be ground: " + target);
            }
            path.add(key);
        }
        return path.toArray(Value[]::new);
    }

    private static @Nullable World changed(Frame frame, List<Change> changes) {
        World world = frame.world;
        Value input = world.input;
        Value data = world.data;
        HiddenPaths hidden = world.hidden;
        Map<String, Replacement> replaced = world.replaced;
        for (Change change : changes) {
            switch (change) {
                case Change.OfInput(Value[] path, Eval eval) -> {
                    Value value = eval.eval(frame);
                    if (value == null) {
                        return null;
                    }
                    input = put(input, path, 0, value);
                }
                case Change.OfData(Value[] path, Eval eval) -> {
                    Value value = eval.eval(frame);
                    if (value == null) {
                        return null;
                    }
                    data = put(data, path, 0, value);
                    hidden = (hidden == null ? HiddenPaths.NONE : hidden).plus(path);
                }
                case Change.OfFunction(String name, var by, var eval) -> {
                    Value fixed = eval == null ? null : eval.eval(frame);
                    if (by == null && fixed == null) {
                        return null;
                    }
                    replaced = replaced == null ? new HashMap<>() : new HashMap<>(replaced);
                    replaced.put(
                            name, by == null ? new Replacement.Fixed(java.util.Objects.requireNonNull(fixed)) : by);
                }
            }
        }
        return world.with(input, data, hidden, replaced);
    }

    private static Value put(@Nullable Value into, Value[] path, int depth, Value value) {
        if (depth == path.length) {
            return value;
        }
        ObjectValue object = into instanceof ObjectValue known ? known : ObjectValue.EMPTY;
        return object.with(path[depth], put(object.get(path[depth]), path, depth + 1, value));
    }

    /// An expression that holds at most once.
    private static final class Elsewhere extends Check {
        private final List<Change> changes;
        private final Step body;

        Elsewhere(List<Change> changes, Step body) {
            this.changes = changes;
            this.body = body;
        }

        @Override
        boolean holds(Frame frame) {
            World here = frame.world;
            World there = changed(frame, changes);
            if (there == null) {
                return false;
            }
            frame.world = there;
            boolean found = !body.run(frame);
            frame.world = here;
            return found;
        }
    }

    /// An expression that may hold many times; what follows it is evaluated in the original world again.
    private record Many(List<Change> changes, List<Link> inner) implements Link.Many {
        @Override
        public Step before(Step next) {
            return new Leaving(changes, Link.chain(inner, new Returning(next)));
        }
    }

    private static final class Leaving extends Step {
        private final List<Change> changes;
        private final Step body;

        Leaving(List<Change> changes, Step body) {
            this.changes = changes;
            this.body = body;
        }

        @Override
        boolean run(Frame frame) {
            World here = frame.world;
            World there = changed(frame, changes);
            if (there == null) {
                return true;
            }
            frame.world = there;
            frame.leave(here);
            boolean more = body.run(frame);
            frame.comeBack();
            frame.world = here;
            return more;
        }
    }

    private static final class Returning extends Step {
        private final Step next;

        Returning(Step next) {
            this.next = next;
        }

        @Override
        boolean run(Frame frame) {
            World there = frame.world;
            World here = frame.comeBack();
            frame.world = here;
            boolean more = next.run(frame);
            frame.leave(here);
            frame.world = there;
            return more;
        }
    }
}
