package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A partial set: each rule adds elements. Membership of one element needs no other elements.
public final class SetGroup extends RuleGroup {
    /// The number of single lookups before the whole set is derived, which takes one run of each rule.
    private static final int LOOKUPS_BEFORE_WHOLE = 8;

    /// The compiled rules of the group.
    ///
    /// @param whole the rules for all their elements
    /// @param keyed the rules for a given element
    public record Code(List<RuleCode> whole, List<RuleCode> keyed, RuleIndex index) {}

    private final Lazy<Code> code;

    /// The elements known so far.
    private static final class Known {
        final Map<Value, Object> elements = new HashMap<>();
        int lookups;
    }

    public SetGroup(int id, Value[] path, Supplier<Code> code) {
        super(id, path);
        this.code = new Lazy<>(code);
    }

    @Override
    public boolean isFunction() {
        return false;
    }

    @Override
    public int keyLength() {
        return 1;
    }

    @Override
    SetValue value(World world) {
        if (world.recall(id()) instanceof SetValue known) {
            return known;
        }
        Code compiled = code.get();
        SetValue.Builder builder = SetValue.builder();
        for (int position : compiled.index().select(world, NOTHING)) {
            compiled.whole().get(position).collect(world, NOTHING, builder);
        }
        SetValue all = builder.build();
        world.remember(id(), all);
        return all;
    }

    @Override
    @Nullable
    Value lookup(World world, Value[] keys) {
        Value element = keys[0];
        Object known = world.recall(id());
        if (known instanceof SetValue all) {
            return all.get(element);
        }
        Known some = known instanceof Known k ? k : new Known();
        if (known == null) {
            world.remember(id(), some);
        }
        Object found = some.elements.get(element);
        if (found == null) {
            if (++some.lookups > LOOKUPS_BEFORE_WHOLE) {
                return value(world).get(element);
            }
            found = holds(world, element) ? element : UNDEFINED;
            some.elements.put(element, found);
        }
        return found instanceof Value value ? value : null;
    }

    private boolean holds(World world, Value element) {
        Code compiled = code.get();
        Value[] operands = {element};
        for (int position : compiled.index().select(world, NOTHING)) {
            if (compiled.keyed().get(position).run(world, operands, null) != null) {
                return true;
            }
        }
        return false;
    }

    @Override
    @Nullable
    Value call(World world, Value[] operands) {
        return null;
    }

    /// The last step of a rule that adds elements.
    public static final class Add extends Step {
        private final Eval element;

        public Add(Eval element) {
            this.element = element;
        }

        @Override
        boolean run(Frame frame) {
            Value value = element.eval(frame);
            if (value != null && frame.sink instanceof SetValue.Builder builder && builder.add(value)) {
                frame.query().collect();
            }
            return value == null || element.constant() == null;
        }
    }

    /// The last step of a rule for a given element.
    public static final class Confirm extends Step {
        @Override
        boolean run(Frame frame) {
            frame.result = BooleanValue.TRUE;
            frame.found = true;
            return false;
        }
    }
}
