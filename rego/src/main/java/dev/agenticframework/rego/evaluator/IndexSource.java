package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A value that an index decides on.
public sealed interface IndexSource {
    @Nullable
    Value value(World world, Value[] operands);

    /// A path of constants into the input.
    record OfInput(List<Value> path) implements IndexSource {
        @Override
        public @Nullable Value value(World world, Value[] operands) {
            Value value = world.input;
            for (int i = 0; i < path.size() && value != null; i++) {
                value = Lookup.in(value, path.get(i));
            }
            return value;
        }
    }

    /// An operand of a function.
    record OfOperand(int position) implements IndexSource {
        @Override
        public @Nullable Value value(World world, Value[] operands) {
            return operands[position];
        }
    }
}
