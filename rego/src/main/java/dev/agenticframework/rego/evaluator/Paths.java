package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.Value;
import org.jspecify.annotations.Nullable;

/// Steps into values.
public final class Paths {
    private Paths() {}

    public static Eval step(Eval base, Eval key) {
        Value constant = key.constant();
        if (constant == null) {
            return new Step(base, key);
        }
        return base instanceof Fixed fixed ? fixed.then(constant) : new Fixed(base, new Value[] {constant});
    }

    /// One step with a computed key.
    static final class Step extends Eval {
        private final Eval base;
        private final Eval key;

        Step(Eval base, Eval key) {
            this.base = base;
            this.key = key;
        }

        @Override
        @Nullable
        Value eval(Frame frame) {
            Value from = base.eval(frame);
            if (from == null) {
                return null;
            }
            Value by = key.eval(frame);
            return by == null ? null : Lookup.in(from, by);
        }
    }

    /// Steps with constant keys.
    static final class Fixed extends Eval {
        private final Eval base;
        private final Value[] keys;

        Fixed(Eval base, Value[] keys) {
            this.base = base;
            this.keys = keys;
        }

        Fixed then(Value key) {
            Value[] more = java.util.Arrays.copyOf(keys, keys.length + 1);
            more[keys.length] = key;
            return new Fixed(base, more);
        }

        @Override
        @Nullable
        Value eval(Frame frame) {
            return Lookup.in(base.eval(frame), keys, 0);
        }
    }
}
