package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A partial object: its rules add values, or elements of sets, at paths of keys. The part at a given path needs only
/// the rules whose references fit.
public final class ObjectGroup extends RuleGroup {
    /// The number of single lookups before the whole object is derived, if that cannot change the outcome.
    private static final int LOOKUPS_BEFORE_WHOLE = 8;

    /// The compiled rules of the group.
    ///
    /// @param keyed by the number of given keys, minus one
    public record Code(List<RuleCode> whole, List<Lazy<List<RuleCode>>> keyed, RuleIndex index) {}

    private final int keyLength;
    private final boolean uniform;
    private final Lazy<Code> code;

    private static final class Known {
        final Map<Value, Object> parts = new HashMap<>();
        int lookups;
    }

    /// A group that generates its code on first use.
    ///
    /// @param uniform whether every rule has exactly one key, a variable, so that deriving everything is safe
    public ObjectGroup(int id, Value[] path, int keyLength, boolean uniform, Supplier<Code> code) {
        super(id, path);
        this.keyLength = keyLength;
        this.uniform = uniform;
        this.code = new Lazy<>(code);
    }

    @Override
    public boolean isFunction() {
        return false;
    }

    @Override
    public int keyLength() {
        return keyLength;
    }

    @Override
    ObjectValue value(World world) {
        if (world.recall(id()) instanceof ObjectValue known) {
            return known;
        }
        Code compiled = code.get();
        DocumentBuilder builder = new DocumentBuilder();
        for (int position : compiled.index().select(world, NOTHING)) {
            compiled.whole().get(position).collect(world, NOTHING, builder);
        }
        ObjectValue all = builder.build();
        world.remember(id(), all);
        return all;
    }

    @Override
    @Nullable
    Value lookup(World world, Value[] keys) {
        Object known = world.recall(id());
        if (known instanceof ObjectValue all) {
            return Lookup.in(all, keys, 0);
        }
        Known some = known instanceof Known k ? k : new Known();
        if (known == null) {
            world.remember(id(), some);
        }
        Value path = keys.length == 1 ? keys[0] : ArrayValue.of(keys);
        Object found = some.parts.get(path);
        if (found == null) {
            if (uniform && ++some.lookups > LOOKUPS_BEFORE_WHOLE) {
                return Lookup.in(value(world), keys, 0);
            }
            Value part = derive(world, keys);
            found = part == null ? UNDEFINED : part;
            some.parts.put(path, found);
        }
        return found instanceof Value value ? value : null;
    }

    private @Nullable Value derive(World world, Value[] keys) {
        DocumentBuilder builder = new DocumentBuilder();
        Code compiled = code.get();
        List<RuleCode> rules = compiled.keyed().get(keys.length - 1).get();
        for (int position : compiled.index().select(world, NOTHING)) {
            rules.get(position).collect(world, keys, builder);
        }
        return Lookup.in(builder.build(), keys, 0);
    }

    @Override
    @Nullable
    Value call(World world, Value[] operands) {
        return null;
    }

    /// The last step of a rule: puts a value, or an element of a set, at a path.
    public static final class Put extends Step {
        private final Eval[] path;
        private final Eval value;
        private final boolean element;
        private final Location at;

        public Put(Eval[] path, Eval value, boolean element, Location at) {
            this.path = path;
            this.value = value;
            this.element = element;
            this.at = at;
        }

        @Override
        boolean run(Frame frame) {
            if (!(frame.sink instanceof DocumentBuilder builder)) {
                return true;
            }
            Value[] keys = new Value[path.length];
            for (int i = 0; i < path.length; i++) {
                Value key = path[i].eval(frame);
                if (key == null) {
                    return true;
                }
                keys[i] = key;
            }
            Value found = value.eval(frame);
            if (found != null) {
                put(frame, builder, keys, found);
            }
            return true;
        }

        private void put(Frame frame, DocumentBuilder builder, Value[] keys, Value found) {
            frame.query().collect();
            boolean fits = element ? builder.add(keys, found) : builder.put(keys, found);
            if (!fits) {
                throw new EvalException(RegoError.CONFLICT, at, "object keys must be unique");
            }
        }
    }
}
