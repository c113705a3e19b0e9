package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/// Builds nested objects from values at paths.
final class DocumentBuilder {
    private final Map<Value, Object> root = new LinkedHashMap<>();

    /// Puts a value at a path. Returns false when the path is occupied.
    boolean put(Value[] path, Value value) {
        Map<Value, Object> parent = parent(path);
        if (parent == null) {
            return false;
        }
        Object before = parent.putIfAbsent(path[path.length - 1], value);
        return before == null || (before instanceof Value known && known.equals(value));
    }

    /// Adds an element to the set at a path. Returns false when the path is occupied.
    boolean add(Value[] path, Value element) {
        Map<Value, Object> parent = parent(path);
        if (parent == null) {
            return false;
        }
        Object set = parent.computeIfAbsent(path[path.length - 1], ignored -> SetValue.builder());
        if (!(set instanceof SetValue.Builder builder)) {
            return false;
        }
        builder.add(element);
        return true;
    }

    @SuppressWarnings("unchecked") // values of the map are values, set builders and such maps
    private @org.jspecify.annotations.Nullable Map<Value, Object> parent(Value[] path) {
        Map<Value, Object> node = root;
        for (int i = 0; i < path.length - 1; i++) {
            Object below = node.computeIfAbsent(path[i], ignored -> new LinkedHashMap<Value, Object>());
            if (!(below instanceof Map<?, ?>)) {
                return null;
            }
            node = (Map<Value, Object>) below;
        }
        return node;
    }

    ObjectValue build() {
        return build(root);
    }

    private static ObjectValue build(Map<?, ?> entries) {
        ObjectValue.Builder builder = ObjectValue.builder();
        entries.forEach((key, below) -> builder.put(
                (Value) key,
                switch (below) {
                    case Value value -> value;
                    case SetValue.Builder set -> set.build();
                    case Map<?, ?> nested -> build(nested);
                    default -> throw new IllegalStateException("unexpected " + below);
                }));
        return builder.build();
    }
}
