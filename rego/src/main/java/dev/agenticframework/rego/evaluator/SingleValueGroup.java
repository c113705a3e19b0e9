package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A complete document or a function. Its rules must agree on one value.
public final class SingleValueGroup extends RuleGroup {
    /// The compiled rules of a group.
    ///
    /// @param oneIsEnough whether all rules have the same constant value, so that the first result is final
    /// @param remembers whether to cache the results of calls
    public record Code(
            List<RuleCode> rules,
            @Nullable RuleCode byDefault,
            RuleIndex index,
            boolean oneIsEnough,
            boolean remembers) {}

    private final boolean function;
    private final Lazy<Code> code;

    public SingleValueGroup(int id, Value[] path, boolean function, Supplier<Code> code) {
        super(id, path);
        this.function = function;
        this.code = new Lazy<>(code);
    }

    @Override
    public boolean isFunction() {
        return function;
    }

    @Override
    public int keyLength() {
        return 0;
    }

    @Override
    @Nullable
    Value value(World world) {
        if (function) {
            return null;
        }
        Object known = world.recall(id());
        if (known != null) {
            return known instanceof Value value ? value : null;
        }
        Value derived = derive(code.get(), world, NOTHING);
        world.remember(id(), derived == null ? UNDEFINED : derived);
        return derived;
    }

    @Override
    @Nullable
    Value lookup(World world, Value[] keys) {
        return Lookup.in(value(world), keys, 0);
    }

    @Override
    @Nullable
    Value call(World world, Value[] operands) {
        Code compiled = code.get();
        return compiled.remembers() ? remembered(compiled, world, operands) : derive(compiled, world, operands);
    }

    @SuppressWarnings("unchecked") // a group remembers one kind of thing
    private @Nullable Value remembered(Code compiled, World world, Value[] operands) {
        Map<Value, Object> results = (Map<Value, Object>) world.recall(id());
        if (results == null) {
            results = new HashMap<>();
            world.remember(id(), results);
        }
        Value key = operands.length == 1 ? operands[0] : ArrayValue.of(operands);
        Object known = results.get(key);
        if (known != null) {
            return known instanceof Value value ? value : null;
        }
        Value result = derive(compiled, world, operands);
        results.put(key, result == null ? UNDEFINED : result);
        world.query.collect();
        return result;
    }

    private @Nullable Value derive(Code compiled, World world, Value[] operands) {
        Value result = null;
        for (int position : compiled.index().select(world, operands)) {
            Value found = compiled.rules().get(position).run(world, operands, result);
            if (found != null) {
                result = found;
                if (compiled.oneIsEnough()) {
                    return result;
                }
            }
        }
        RuleCode byDefault = compiled.byDefault();
        return result == null && byDefault != null ? byDefault.run(world, operands, null) : result;
    }

    /// The last step of a rule with one value. A second value must equal the first.
    public static final class Settle extends Step {
        private final Eval value;
        private final boolean constant;
        private final Location at;
        private final String conflict;

        public Settle(Eval value, Location at, boolean function) {
            this.value = value;
            this.constant = value.constant() != null;
            this.at = at;
            this.conflict = function
                    ? "functions must not produce multiple outputs for same inputs"
                    : "complete rules must not produce multiple outputs";
        }

        @Override
        boolean run(Frame frame) {
            Value found = value.eval(frame);
            if (found == null) {
                return true;
            }
            Value before = frame.result;
            if (before != null && !before.equals(found)) {
                throw new EvalException(RegoError.CONFLICT, at, conflict);
            }
            frame.result = found;
            frame.found = true;
            return !constant;
        }
    }
}
