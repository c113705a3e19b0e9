package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import org.jspecify.annotations.Nullable;

/// Looks up keys in values.
final class Lookup {
    private Lookup() {}

    static @Nullable Value in(Value base, Value key) {
        return switch (base) {
            case ObjectValue object -> object.get(key);
            case ArrayValue array -> array.get(key);
            case SetValue set -> set.get(key);
            default -> null;
        };
    }

    static @Nullable Value in(@Nullable Value base, Value[] keys, int start) {
        Value value = base;
        for (int i = start; i < keys.length && value != null; i++) {
            value = in(value, keys[i]);
        }
        return value;
    }

    /// Looks up a path in base documents, where a number also finds the key with its digits.
    static @Nullable Value inStore(Value data, Value[] path) {
        Value value = data;
        for (int i = 0; i < path.length && value != null; i++) {
            Value below = in(value, path[i]);
            value = below == null && value instanceof ObjectValue object && path[i] instanceof NumberValue
                    ? object.get(StringValue.of(path[i].toString()))
                    : below;
        }
        return value;
    }
}
