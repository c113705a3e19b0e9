package dev.agenticframework.rego;

import org.jspecify.annotations.Nullable;

/// Terms without any evaluation: constants, slots, and the roots.
final class Constants {
    private Constants() {}

    static final class Constant extends Eval {
        private final Value value;

        Constant(Value value) {
            this.value = value;
        }

        @Override
        Value eval(Frame frame) {
            return value;
        }

        @Override
        Value constant() {
            return value;
        }
    }

    static final class Slot extends Eval {
        private final int slot;

        Slot(int slot) {
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

    static final class Input extends Eval {
        @Override
        @Nullable
        Value eval(Frame frame) {
            return frame.world.input;
        }
    }

    /// A path of constants into `input`.
    static final class InputPath extends Eval {
        private final Value[] path;

        InputPath(Value[] path) {
            this.path = path;
        }

        @Override
        @Nullable
        Value eval(Frame frame) {
            return Lookup.in(frame.world.input, path, 0);
        }
    }

    /// A path of constants into base documents.
    static final class DataPath extends Eval {
        private final Value[] path;

        DataPath(Value[] path) {
            this.path = path;
        }

        @Override
        @Nullable
        Value eval(Frame frame) {
            return Lookup.inStore(frame.world.data, path);
        }
    }
}
