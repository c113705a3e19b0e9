package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.Value;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Functions on objects.
public final class ObjectBuiltins {
    private ObjectBuiltins() {}

    public static void register(BuiltinTable table) {
        table.function("object.get", (_, operands) -> get(operands));
        table.function("object.keys", (_, operands) -> keys(Operands.object(operands, 0)));
        table.function("object.filter", (_, operands) -> select(operands, true));
        table.function("object.remove", (_, operands) -> select(operands, false));
        table.function(
                "object.union", (_, operands) -> union(Operands.object(operands, 0), Operands.object(operands, 1)));
        table.function("object.union_n", (_, operands) -> unionOfAll(operands));
        table.function("object.subset", (_, operands) -> Subset.test(operands));
    }

    private static Value get(Value[] operands) {
        ObjectValue object = Operands.object(operands, 0);
        Value found = operands[1] instanceof ArrayValue path ? follow(object, path) : object.get(operands[1]);
        return found == null ? operands[2] : found;
    }

    private static @Nullable Value follow(Value start, ArrayValue path) {
        Value current = start;
        for (Value step : path) {
            Value next = step(current, step);
            if (next == null) {
                return null;
            }
            current = next;
        }
        return current;
    }

    private static @Nullable Value step(Value from, Value key) {
        return switch (from) {
            case ObjectValue object -> object.get(key);
            case ArrayValue array -> array.get(key);
            case SetValue set -> set.get(key);
            default -> null;
        };
    }

    private static Value keys(ObjectValue object) {
        SetValue.Builder keys = new SetValue.Builder(object.size());
        for (Value key : object.ascendingKeys()) {
            keys.add(key);
        }
        return keys.build();
    }

    private static Value select(Value[] operands, boolean keepNamed) {
        ObjectValue object = Operands.object(operands, 0);
        Set<Value> named = named(operands);
        ObjectValue.Builder selected = new ObjectValue.Builder(object.size());
        for (int i = 0; i < object.size(); i++) {
            if (named.contains(object.keyAt(i)) == keepNamed) {
                selected.put(object.keyAt(i), object.valueAt(i));
            }
        }
        return selected.build();
    }

    private static Set<Value> named(Value[] operands) {
        Set<Value> named = new HashSet<>();
        if (operands[1] instanceof ObjectValue object) {
            named.addAll(java.util.Arrays.asList(object.ascendingKeys()));
        } else {
            Operands.collection(operands, 1, "object", "set", "array").forEach(named::add);
        }
        return named;
    }

    /// Merges two objects recursively. The right side wins unless both values are objects.
    static ObjectValue union(ObjectValue left, ObjectValue right) {
        ObjectValue.Builder merged = left.toBuilder();
        for (int i = 0; i < right.size(); i++) {
            Value key = right.keyAt(i);
            Value value = right.valueAt(i);
            boolean both = value instanceof ObjectValue && merged.get(key) instanceof ObjectValue;
            merged.put(key, both ? union(requireObject(merged.get(key)), (ObjectValue) value) : value);
        }
        return merged.build();
    }

    private static ObjectValue requireObject(@Nullable Value value) {
        return value instanceof ObjectValue object ? object : ObjectValue.EMPTY;
    }

    private static Value unionOfAll(Value[] operands) {
        ObjectValue merged = ObjectValue.EMPTY;
        for (Value element : Operands.array(operands, 0)) {
            if (!(element instanceof ObjectValue object)) {
                throw Operands.wrongElement(0, operands[0], element, "object");
            }
            merged = union(merged, object);
        }
        return merged;
    }
}
