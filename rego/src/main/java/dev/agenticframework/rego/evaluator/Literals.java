package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.Value;
import org.jspecify.annotations.Nullable;

/// Arrays, sets and objects with computed parts.
public final class Literals {
    private Literals() {}

    public static final class ArrayOf extends Eval {
        private final Eval[] items;

        public ArrayOf(Eval[] items) {
            this.items = items;
        }

        @Override
        @Nullable
        Value eval(Frame frame) {
            Value[] values = new Value[items.length];
            for (int i = 0; i < items.length; i++) {
                Value value = items[i].eval(frame);
                if (value == null) {
                    return null;
                }
                values[i] = value;
            }
            return ArrayValue.wrap(values);
        }
    }

    public static final class SetOf extends Eval {
        private final Eval[] elements;

        public SetOf(Eval[] elements) {
            this.elements = elements;
        }

        @Override
        @Nullable
        Value eval(Frame frame) {
            SetValue.Builder builder = SetValue.builder();
            for (Eval element : elements) {
                Value value = element.eval(frame);
                if (value == null) {
                    return null;
                }
                builder.add(value);
            }
            return builder.build();
        }
    }

    public static final class ObjectOf extends Eval {
        private final Eval[] keys;
        private final Eval[] values;

        public ObjectOf(Eval[] keys, Eval[] values) {
            this.keys = keys;
            this.values = values;
        }

        @Override
        @Nullable
        Value eval(Frame frame) {
            ObjectValue.Builder builder = ObjectValue.builder();
            for (int i = 0; i < keys.length; i++) {
                Value key = keys[i].eval(frame);
                Value value = values[i].eval(frame);
                if (key == null || value == null) {
                    return null;
                }
                builder.put(key, value);
            }
            return builder.build();
        }
    }
}
