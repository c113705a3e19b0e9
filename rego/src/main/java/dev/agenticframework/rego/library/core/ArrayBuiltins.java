package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.Value;
import java.util.Collections;
import java.util.List;

/// Functions on arrays.
public final class ArrayBuiltins {
    private ArrayBuiltins() {}

    public static void register(BuiltinTable table) {
        table.function("array.concat", (_, operands) -> concat(operands));
        table.function("array.flatten", (_, operands) -> flatten(Operands.array(operands, 0)));
        table.function("array.reverse", (_, operands) -> reverse(Operands.array(operands, 0)));
        table.function("array.slice", (_, operands) -> slice(operands));
    }

    private static Value concat(Value[] operands) {
        List<Value> joined = Operands.array(operands, 0).toList();
        Operands.array(operands, 1).forEach(joined::add);
        return ArrayValue.of(joined);
    }

    private static Value flatten(ArrayValue array) {
        List<Value> flat = new java.util.ArrayList<>();
        for (Value element : array) {
            if (element instanceof ArrayValue nested) {
                nested.forEach(flat::add);
            } else {
                flat.add(element);
            }
        }
        return ArrayValue.of(flat);
    }

    private static Value reverse(ArrayValue array) {
        List<Value> reversed = array.toList();
        Collections.reverse(reversed);
        return ArrayValue.of(reversed);
    }

    private static Value slice(Value[] operands) {
        ArrayValue array = Operands.array(operands, 0);
        long start = Operands.integer(operands, 1);
        int stop = Math.clamp(Operands.integer(operands, 2), 0, array.size());
        return array.slice(Math.clamp(start, 0, stop), stop);
    }
}
