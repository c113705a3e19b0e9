package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import org.jspecify.annotations.Nullable;

/// A compiled term that values are matched with. It binds its unbound variables.
public abstract class Pattern {
    abstract boolean matches(Frame frame, Value value);

    public static final class Any extends Pattern {
        public static final Any INSTANCE = new Any();

        @Override
        boolean matches(Frame frame, Value value) {
            return true;
        }
    }

    public static final class Bind extends Pattern {
        private final int slot;

        public Bind(int slot) {
            this.slot = slot;
        }

        @Override
        boolean matches(Frame frame, Value value) {
            frame.slots[slot] = value;
            return true;
        }

        int slot() {
            return slot;
        }
    }

    public static final class Equal extends Pattern {
        private final Eval expected;

        public Equal(Eval expected) {
            this.expected = expected;
        }

        @Override
        boolean matches(Frame frame, Value value) {
            return value.equals(expected.eval(frame));
        }

        Eval expected() {
            return expected;
        }
    }

    public static final class ArrayOf extends Pattern {
        private final Pattern[] items;

        public ArrayOf(Pattern[] items) {
            this.items = items;
        }

        @Override
        boolean matches(Frame frame, Value value) {
            if (!(value instanceof ArrayValue array) || array.size() != items.length) {
                return false;
            }
            for (int i = 0; i < items.length; i++) {
                if (!items[i].matches(frame, array.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    public static final class ObjectOf extends Pattern {
        private final Eval[] keys;
        private final Pattern[] values;

        public ObjectOf(Eval[] keys, Pattern[] values) {
            this.keys = keys;
            this.values = values;
        }

        @Override
        boolean matches(Frame frame, Value value) {
            if (!(value instanceof ObjectValue object) || object.size() != keys.length) {
                return false;
            }
            for (int i = 0; i < keys.length; i++) {
                Value key = keys[i].eval(frame);
                Value at = key == null ? null : object.get(key);
                if (at == null || !values[i].matches(frame, at)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Holds when a term's value matches.
    static final class Match extends Check {
        private final Eval value;
        private final Pattern pattern;

        Match(Eval value, Pattern pattern) {
            this.value = value;
            this.pattern = pattern;
        }

        @Override
        boolean holds(Frame frame) {
            Value found = value.eval(frame);
            return found != null && pattern.matches(frame, found);
        }
    }

    public static Check match(Eval value, Pattern pattern) {
        return switch (pattern) {
            case Bind bind -> new Assign(value, bind.slot());
            case Equal equal -> equality(value, equal.expected());
            default -> new Match(value, pattern);
        };
    }

    private static Check equality(Eval left, Eval right) {
        Value constant = right.constant();
        if (constant != null) {
            return new EqualConstant(left, constant);
        }
        Value other = left.constant();
        return other == null ? new Equality(left, right) : new EqualConstant(right, other);
    }

    static final class Assign extends Check {
        private final Eval value;
        private final int slot;

        Assign(Eval value, int slot) {
            this.value = value;
            this.slot = slot;
        }

        @Override
        boolean holds(Frame frame) {
            Value found = value.eval(frame);
            frame.slots[slot] = found;
            return found != null;
        }
    }

    static final class Equality extends Check {
        private final Eval left;
        private final Eval right;

        Equality(Eval left, Eval right) {
            this.left = left;
            this.right = right;
        }

        @Override
        boolean holds(Frame frame) {
            Value a = left.eval(frame);
            if (a == null) {
                return false;
            }
            Value b = right.eval(frame);
            return a.equals(b);
        }
    }

    static final class EqualConstant extends Check {
        private final Eval term;
        private final Value expected;

        EqualConstant(Eval term, Value expected) {
            this.term = term;
            this.expected = expected;
        }

        @Override
        boolean holds(Frame frame) {
            Value found = term.eval(frame);
            return found != null && expected.equals(found);
        }
    }

    /// Holds when a term is defined and not `false`.
    public static final class Truthy extends Check {
        private final Eval term;

        public Truthy(Eval term) {
            this.term = term;
        }

        @Override
        boolean holds(Frame frame) {
            @Nullable Value found = term.eval(frame);
            return found != null && found.isTruthy();
        }
    }

    /// Two terms that are never equal.
    public static final class Never extends Check {
        @Override
        boolean holds(Frame frame) {
            return false;
        }
    }
}
