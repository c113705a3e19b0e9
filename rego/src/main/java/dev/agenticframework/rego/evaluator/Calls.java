package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.builtin.Builtin;
import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Calls of built-ins, and of functions defined by rules.
public final class Calls {
    private static final Value[] NO_OPERANDS = {};

    private Calls() {}

    /// Returns the values of the operands, or null when one is undefined.
    private static Value @Nullable [] operands(Frame frame, Eval[] terms) {
        if (terms.length == 0) {
            return NO_OPERANDS;
        }
        Value[] values = new Value[terms.length];
        for (int i = 0; i < terms.length; i++) {
            Value value = terms[i].eval(frame);
            if (value == null) {
                return null;
            }
            values[i] = value;
        }
        return values;
    }

    private static @Nullable Replacement replacement(Frame frame, String name) {
        Map<String, Replacement> replaced = frame.world.replaced;
        return replaced == null ? null : replaced.get(name);
    }

    private static @Nullable Value replaced(Frame frame, Replacement by, Value[] operands, Location at) {
        return switch (by) {
            case Replacement.Fixed(Value value) -> value;
            case Replacement.RuleCall(RuleGroup group) -> group.call(frame.world.withoutReplacements(), operands);
            case Replacement.BuiltinCall(String name, Builtin.Function function) ->
                invoke(frame, function, name, operands, at);
            case Replacement.Undefined() -> null;
        };
    }

    private static @Nullable Value invoke(
            Frame frame, Builtin.Function function, String name, Value[] operands, Location at) {
        try {
            Value result = function.call(frame.query().builtins(), operands);
            if (result instanceof StringValue string && string.text().length() >= Query.LONG_TEXT_CHARS) {
                frame.query().collectText(string.text().length());
            }
            return result;
        } catch (BuiltinException failure) {
            frame.query().failed(failure, name, at);
            return null;
        }
    }

    public static final class BuiltinCall extends Eval {
        private final String name;
        private final Builtin.Function function;
        private final Eval[] operands;
        private final Location at;

        public BuiltinCall(String name, Builtin.Function function, Eval[] operands, Location at) {
            this.name = name;
            this.function = function;
            this.operands = operands;
            this.at = at;
        }

        @Override
        @Nullable
        Value eval(Frame frame) {
            Value[] values = operands(frame, operands);
            if (values == null) {
                return null;
            }
            Replacement by = replacement(frame, name);
            return by == null ? invoke(frame, function, name, values, at) : replaced(frame, by, values, at);
        }
    }

    /// A built-in with a declaration but no implementation.
    public static final class Missing extends Eval {
        private final String name;
        private final Location at;

        public Missing(String name, Location at) {
            this.name = name;
            this.at = at;
        }

        @Override
        Value eval(Frame frame) {
            throw new EvalException("eval_internal_error", at, "unsupported built-in: " + name);
        }
    }

    /// A call for its side effect. It always holds.
    public static final class Effect extends Check {
        private final Eval call;

        public Effect(Eval call) {
            this.call = call;
        }

        @Override
        boolean holds(Frame frame) {
            call.eval(frame);
            return true;
        }
    }

    public static final class FunctionCall extends Eval {
        private final String name;
        private final RuleGroup group;
        private final Eval[] operands;
        private final Location at;

        public FunctionCall(String name, RuleGroup group, Eval[] operands, Location at) {
            this.name = name;
            this.group = group;
            this.operands = operands;
            this.at = at;
        }

        @Override
        @Nullable
        Value eval(Frame frame) {
            Value[] values = operands(frame, operands);
            if (values == null) {
                return null;
            }
            Replacement by = replacement(frame, name);
            return by == null ? group.call(frame.world, values) : replaced(frame, by, values, at);
        }
    }

    /// A built-in with several results.
    @SuppressWarnings("ArrayRecordComponent") // compiled code, never compared
    public record RelationCall(String name, Builtin.Relation relation, Eval[] operands, Pattern result, Location at)
            implements Link.Many {
        @Override
        public Step before(Step next) {
            return new RelationStep(this, next);
        }
    }

    static final class RelationStep extends Step {
        private final RelationCall call;
        private final Step next;

        RelationStep(RelationCall call, Step next) {
            this.call = call;
            this.next = next;
        }

        @Override
        boolean run(Frame frame) {
            Value[] values = operands(frame, call.operands());
            if (values == null) {
                return true;
            }
            Results results = new Results(frame, call.result(), next);
            try {
                call.relation().each(frame.query().builtins(), values, results);
            } catch (BuiltinException failure) {
                frame.query().failed(failure, call.name(), call.at());
            }
            return results.more;
        }
    }

    private static final class Results implements Predicate<Value> {
        private final Frame frame;
        private final Pattern pattern;
        private final Step next;
        private boolean more = true;

        Results(Frame frame, Pattern pattern, Step next) {
            this.frame = frame;
            this.pattern = pattern;
            this.next = next;
        }

        @Override
        public boolean test(Value value) {
            frame.query().step();
            if (pattern.matches(frame, value)) {
                more = next.run(frame);
            }
            return more;
        }
    }
}
