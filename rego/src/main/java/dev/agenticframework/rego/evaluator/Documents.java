package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The documents that rules define, with the base documents at the same paths.
public final class Documents {
    private static final StringValue SYSTEM = StringValue.of("system");

    private Documents() {}

    /// The complete document of a group of rules.
    public static final class Whole extends Eval {
        private final RuleGroup group;

        public Whole(RuleGroup group) {
            this.group = group;
        }

        @Override
        @Nullable
        Value eval(Frame frame) {
            World world = frame.world;
            return isHidden(world, group) ? Lookup.in(world.data, group.path(), 0) : group.value(world);
        }
    }

    /// The part of a group's document at a key or path of keys.
    public static final class Part extends Eval {
        private final RuleGroup group;
        private final Eval[] keys;

        public Part(RuleGroup group, Eval[] keys) {
            this.group = group;
            this.keys = keys;
        }

        @Override
        @Nullable
        Value eval(Frame frame) {
            World world = frame.world;
            Value[] values = new Value[keys.length];
            for (int i = 0; i < keys.length; i++) {
                Value key = keys[i].eval(frame);
                if (key == null) {
                    return null;
                }
                values[i] = key;
            }
            return isHidden(world, group)
                    ? Lookup.in(Lookup.in(world.data, group.path(), 0), values, 0)
                    : group.lookup(world, values);
        }
    }

    private static boolean isHidden(World world, RuleGroup group) {
        return world.hidden != null && world.hidden.covers(group.path());
    }

    /// All documents of a package, and below it.
    public static final class Extent extends Eval {
        private final DocumentNode node;

        public Extent(DocumentNode node) {
            this.node = node;
        }

        @Override
        @Nullable
        Value eval(Frame frame) {
            return at(frame.world, node);
        }
    }

    static @Nullable Value at(World world, DocumentNode node) {
        Value base = Lookup.in(world.data, node.path(), 0);
        if (world.hidden != null && world.hidden.covers(node.path())) {
            return base;
        }
        if (node.hasRules()) {
            return node.group().value(world);
        }
        ObjectValue virtual = virtual(world, node);
        return base == null ? virtual : merge(base, virtual);
    }

    private static ObjectValue virtual(World world, DocumentNode node) {
        ObjectValue.Builder builder = ObjectValue.builder();
        for (Map.Entry<Value, DocumentNode> entry : node.children().entrySet()) {
            DocumentNode child = entry.getValue();
            boolean isSystem = node.path().length == 0 && entry.getKey().equals(SYSTEM);
            if (isSystem || (world.hidden != null && world.hidden.covers(child.path()))) {
                continue;
            }
            Value value = child.hasRules() ? child.group().value(world) : virtual(world, child);
            if (value != null) {
                builder.put(entry.getKey(), value);
            }
        }
        return builder.build();
    }

    // A base document takes precedence over a value of a rule.
    private static Value merge(Value base, ObjectValue virtual) {
        if (!(base instanceof ObjectValue left)) {
            throw new EvalException(
                    RegoError.WITH_MERGE, Location.NONE, "real and replacement data could not be merged");
        }
        return merge(left, virtual);
    }

    private static ObjectValue merge(ObjectValue left, ObjectValue right) {
        if (right.size() == 0) {
            return left;
        }
        ObjectValue.Builder builder = left.toBuilder();
        Value[] keys = right.ascendingKeys();
        Value[] values = right.ascendingValues();
        for (int i = 0; i < keys.length; i++) {
            Value below = left.get(keys[i]);
            builder.put(keys[i], below == null ? values[i] : merged(below, values[i]));
        }
        return builder.build();
    }

    private static Value merged(Value base, Value virtual) {
        return base instanceof ObjectValue left && virtual instanceof ObjectValue right ? merge(left, right) : base;
    }
}
