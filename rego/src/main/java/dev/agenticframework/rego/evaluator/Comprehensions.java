package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;

/// Comprehensions: bodies whose last step collects.
public final class Comprehensions {
    private Comprehensions() {}

    public static final class ArrayFrom extends Eval {
        private final Step body;
        private final int extra;

        public ArrayFrom(Step body, int extra) {
            this.body = body;
            this.extra = extra;
        }

        @Override
        Value eval(Frame frame) {
            ArrayList<Value> items = new ArrayList<>();
            frame.extras[extra] = items;
            body.run(frame);
            return ArrayValue.of(items);
        }
    }

    public static final class CollectItem extends Step {
        private final Eval item;
        private final int extra;

        public CollectItem(Eval item, int extra) {
            this.item = item;
            this.extra = extra;
        }

        @Override
        @SuppressWarnings("unchecked") // the slot belongs to one comprehension
        boolean run(Frame frame) {
            Value value = item.eval(frame);
            ArrayList<Value> items = (ArrayList<Value>) frame.extras[extra];
            if (value != null && items != null) {
                items.add(value);
                frame.query().collect();
            }
            return true;
        }
    }

    public static final class SetFrom extends Eval {
        private final Step body;
        private final int extra;

        public SetFrom(Step body, int extra) {
            this.body = body;
            this.extra = extra;
        }

        @Override
        Value eval(Frame frame) {
            SetValue.Builder builder = SetValue.builder();
            frame.extras[extra] = builder;
            body.run(frame);
            return builder.build();
        }
    }

    public static final class CollectElement extends Step {
        private final Eval element;
        private final int extra;

        public CollectElement(Eval element, int extra) {
            this.element = element;
            this.extra = extra;
        }

        @Override
        boolean run(Frame frame) {
            Value value = element.eval(frame);
            if (value != null && frame.extras[extra] instanceof SetValue.Builder builder && builder.add(value)) {
                frame.query().collect();
            }
            return true;
        }
    }

    public static final class ObjectFrom extends Eval {
        private final Step body;
        private final int extra;

        public ObjectFrom(Step body, int extra) {
            this.body = body;
            this.extra = extra;
        }

        @Override
        Value eval(Frame frame) {
            ObjectValue.Builder builder = ObjectValue.builder();
            frame.extras[extra] = builder;
            body.run(frame);
            return builder.build();
        }
    }

    public static final class CollectEntry extends Step {
        private final Eval key;
        private final Eval item;
        private final int extra;
        private final Location at;

        public CollectEntry(Eval key, Eval item, int extra, Location at) {
            this.key = key;
            this.item = item;
            this.extra = extra;
            this.at = at;
        }

        @Override
        boolean run(Frame frame) {
            Value name = key.eval(frame);
            Value value = item.eval(frame);
            if (name != null && value != null && frame.extras[extra] instanceof ObjectValue.Builder builder) {
                put(frame, builder, name, value);
            }
            return true;
        }

        private void put(Frame frame, ObjectValue.Builder builder, Value name, Value value) {
            Value before = builder.put(name, value);
            if (before == null) {
                frame.query().collect();
            } else if (!before.equals(value)) {
                throw new EvalException(RegoError.CONFLICT, at, "object keys must be unique");
            }
        }
    }

    /// The end of a body of which one solution is enough.
    public static final class Found extends Step {
        public static final Found INSTANCE = new Found();

        @Override
        boolean run(Frame frame) {
            return false;
        }
    }

    /// Holds when the body has no solution.
    public static final class Negation extends Check {
        private final Step body;

        public Negation(Step body) {
            this.body = body;
        }

        @Override
        boolean holds(Frame frame) {
            return body.run(frame);
        }
    }

    /// Holds when the body has a solution.
    public static final class Exists extends Check {
        private final Step body;

        public Exists(Step body) {
            this.body = body;
        }

        @Override
        boolean holds(Frame frame) {
            return !body.run(frame);
        }
    }
}
