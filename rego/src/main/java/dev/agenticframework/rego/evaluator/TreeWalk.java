package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.Value;
import org.jspecify.annotations.Nullable;

/// A reference with computed steps below a package. Each step may lead to rules or to base documents.
@SuppressWarnings("ArrayRecordComponent") // compiled code, never compared
public record TreeWalk(DocumentNode start, Turn[] turns, int slot) implements Link.Many {
    public sealed interface Turn {}

    /// A step with a known key.
    public record To(Eval key) implements Turn {}

    /// A step to each matching key.
    public record Over(Pattern key) implements Turn {}

    @Override
    public Step before(Step next) {
        return new Walk(this, next);
    }

    private static @Nullable DocumentNode child(World world, @Nullable DocumentNode node, Value key) {
        DocumentNode child = node == null ? null : node.child(key);
        return child != null && world.hidden != null && world.hidden.covers(child.path()) ? null : child;
    }

    private static @Nullable Value document(World world, @Nullable DocumentNode node, @Nullable Value base) {
        return node == null ? base : Documents.at(world, node);
    }

    /// A reference whose keys are all known: at most one document.
    public static final class Single extends Eval {
        private final DocumentNode start;
        private final Eval[] keys;

        public Single(DocumentNode start, Eval[] keys) {
            this.start = start;
            this.keys = keys;
        }

        @Override
        @Nullable
        Value eval(Frame frame) {
            World world = frame.world;
            DocumentNode node = start;
            Value[] values = new Value[keys.length];
            for (int i = 0; i < keys.length; i++) {
                Value key = keys[i].eval(frame);
                if (key == null) {
                    return null;
                }
                values[i] = key;
            }
            Value base = Lookup.in(world.data, start.path(), 0);
            for (int i = 0; i < values.length; i++) {
                if (node != null && node.hasRules()) {
                    return rest(world, node, values, i);
                }
                node = child(world, node, values[i]);
                base = base == null ? null : Lookup.in(base, values[i]);
            }
            return document(world, node, base);
        }

        private static @Nullable Value rest(World world, DocumentNode node, Value[] keys, int from) {
            Value[] left = java.util.Arrays.copyOfRange(keys, from, keys.length);
            RuleGroup group = node.group();
            int given = Math.min(group.keyLength(), left.length);
            if (given == 0) {
                return Lookup.in(group.value(world), left, 0);
            }
            Value part = group.lookup(world, java.util.Arrays.copyOf(left, given));
            return Lookup.in(part, left, given);
        }
    }

    private static final class Walk extends Step {
        private final TreeWalk walk;
        private final Step next;

        Walk(TreeWalk walk, Step next) {
            this.walk = walk;
            this.next = next;
        }

        @Override
        boolean run(Frame frame) {
            return from(
                    frame,
                    walk.start(),
                    Lookup.in(frame.world.data, walk.start().path(), 0),
                    0);
        }

        private boolean from(Frame frame, @Nullable DocumentNode node, @Nullable Value base, int turn) {
            frame.query().step();
            if (node != null && node.hasRules()) {
                return from(frame, null, node.group().value(frame.world), turn);
            }
            if (turn == walk.turns().length) {
                Value found = document(frame.world, node, base);
                if (found == null) {
                    return true;
                }
                frame.slots[walk.slot()] = found;
                return next.run(frame);
            }
            return switch (walk.turns()[turn]) {
                case To(Eval key) -> {
                    Value known = key.eval(frame);
                    yield known == null || step(frame, node, base, known, turn);
                }
                case Over(Pattern pattern) -> over(frame, node, base, pattern, turn);
            };
        }

        private boolean step(Frame frame, @Nullable DocumentNode node, @Nullable Value base, Value key, int turn) {
            Value below = base == null ? null : Lookup.in(base, key);
            DocumentNode child = child(frame.world, node, key);
            return (below == null && child == null) || from(frame, child, below, turn + 1);
        }

        private boolean over(
                Frame frame, @Nullable DocumentNode node, @Nullable Value base, Pattern pattern, int turn) {
            for (Value key : keys(base)) {
                if (pattern.matches(frame, key) && !step(frame, node, base, key, turn)) {
                    return false;
                }
            }
            if (node == null) {
                return true;
            }
            for (Value key : node.children().keySet()) {
                boolean seen = base != null && Lookup.in(base, key) != null;
                if (!seen && pattern.matches(frame, key) && !step(frame, node, base, key, turn)) {
                    return false;
                }
            }
            return true;
        }

        private static Value[] keys(@Nullable Value base) {
            return switch (base) {
                case ObjectValue object -> object.ascendingKeys();
                case SetValue set -> set.ascending();
                case ArrayValue array -> {
                    Value[] indices = new Value[array.size()];
                    for (int i = 0; i < indices.length; i++) {
                        indices[i] = NumberValue.of(i);
                    }
                    yield indices;
                }
                case null, default -> new Value[0];
            };
        }
    }
}
