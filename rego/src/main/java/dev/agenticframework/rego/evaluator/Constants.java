package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.Value;
import org.jspecify.annotations.Nullable;

/// Terms that need no evaluation: constants, slots, and the roots.
public final class Constants {
    private Constants() {}

    public static final class Constant extends Eval {
        private final Value value;

        public Constant(Value value) {
            this.value = value;
        }

        @Override
        Value eval(Frame frame) {
            return value;
        }

        @Override
        public Value constant() {
            return value;
        }
    }

    public static final class Slot extends Eval {
        private final int slot;

        public Slot(int slot) {
            this.slot = slot;
        }

        @Override
        @Nullable
        Value eval(Frame frame) {
            return frame.slots[slot];
        }

        int slot() {
            return slot;
        }
    }

    public static final class Input extends Eval {
        @Override
        @Nullable
        Value eval(Frame frame) {
            return frame.world.input;
        }
    }

    /// A path of constants into `input`.
    public static final class InputPath extends Eval {
        private final Value[] path;

        public InputPath(Value[] path) {
            this.path = path;
        }

        @Override
        @Nullable
        Value eval(Frame frame) {
            return Lookup.in(frame.world.input, path, 0);
        }
    }

    /// A path of constants into base documents.
    public static final class DataPath extends Eval {
        private final Value[] path;

        public DataPath(Value[] path) {
            this.path = path;
        }

        @Override
        @Nullable
        Value eval(Frame frame) {
            return Lookup.inStore(frame.world.data, path);
        }
    }
}
