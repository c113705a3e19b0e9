package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `with`: an expression that is evaluated in another world.
public final class With {
    private With() {}

    /// One replacement: of a part of input or data, or of a function.
    @SuppressWarnings("ArrayRecordComponent") // compiled code, never compared
    public sealed interface Change {
        record OfInput(Value[] path, Eval value) implements Change {}

        record OfData(Value[] path, Eval value) implements Change {}

        record OfFunction(
                String name,
                @Nullable Replacement by,
                @Nullable Eval value) implements Change {}
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
    public static final class Once extends Check {
        private final List<Change> changes;
        private final Step body;

        public Once(List<Change> changes, Step body) {
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

    /// An expression that may hold several times. The parts after it run in the original world.
    public record Many(List<Change> changes, List<Link> inner) implements Link.Many {
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
