package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.Value;
import org.jspecify.annotations.Nullable;

/// Fast forms of common operators. When functions are replaced, they fall back to the call.
public final class Comparisons {
    private Comparisons() {}

    /// A comparison without an intermediate array or boolean.
    abstract static class Compare extends Check {
        private final Eval left;
        private final Eval right;
        private final Eval call;

        Compare(Eval left, Eval right, Eval call) {
            this.left = left;
            this.right = right;
            this.call = call;
        }

        abstract boolean holds(Value a, Value b);

        @Override
        boolean holds(Frame frame) {
            if (frame.world.replaced != null) {
                @Nullable Value value = call.eval(frame);
                return value != null && value.isTruthy();
            }
            Value a = left.eval(frame);
            if (a == null) {
                return false;
            }
            Value b = right.eval(frame);
            return b != null && holds(a, b);
        }
    }

    public static final class NotEqual extends Compare {
        public NotEqual(Eval left, Eval right, Eval call) {
            super(left, right, call);
        }

        @Override
        boolean holds(Value a, Value b) {
            return !a.equals(b);
        }
    }

    public static final class Less extends Compare {
        public Less(Eval left, Eval right, Eval call) {
            super(left, right, call);
        }

        @Override
        boolean holds(Value a, Value b) {
            return a.compareTo(b) < 0;
        }
    }

    public static final class LessOrEqual extends Compare {
        public LessOrEqual(Eval left, Eval right, Eval call) {
            super(left, right, call);
        }

        @Override
        boolean holds(Value a, Value b) {
            return a.compareTo(b) <= 0;
        }
    }

    public static final class Greater extends Compare {
        public Greater(Eval left, Eval right, Eval call) {
            super(left, right, call);
        }

        @Override
        boolean holds(Value a, Value b) {
            return a.compareTo(b) > 0;
        }
    }

    public static final class GreaterOrEqual extends Compare {
        public GreaterOrEqual(Eval left, Eval right, Eval call) {
            super(left, right, call);
        }

        @Override
        boolean holds(Value a, Value b) {
            return a.compareTo(b) >= 0;
        }
    }

    /// `x in xs`.
    public static final class Member extends Check {
        private final Eval element;
        private final Eval collection;
        private final Eval call;

        public Member(Eval element, Eval collection, Eval call) {
            this.element = element;
            this.collection = collection;
            this.call = call;
        }

        @Override
        boolean holds(Frame frame) {
            Value value = element.eval(frame);
            Value in = collection.eval(frame);
            if (value == null || in == null) {
                return false;
            }
            if (in instanceof SetValue set && frame.world.replaced == null) {
                return set.contains(value);
            }
            Value held = call.eval(frame);
            return held != null && held.isTruthy();
        }
    }
}
