package dev.agenticframework.rego.library.json;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Paths into documents, as JSON pointers or arrays of keys. Keeps or removes the parts that they select.
final class JsonPaths {
    private JsonPaths() {}

    static Value filter(Value[] operands) {
        return kept(Operands.object(operands, 0), tree(operands));
    }

    static Value remove(Value[] operands) {
        ObjectValue object = Operands.object(operands, 0);
        Value rest = removed(object, tree(operands));
        return rest == null ? ObjectValue.EMPTY : rest;
    }

    /// Returns the keys of a path.
    static List<Value> parse(Value path) {
        return switch (path) {
            case StringValue pointer -> parsePointer(pointer.text());
            case ArrayValue keys -> keys.toList();
            default ->
                throw BuiltinException.operand(
                        2,
                        "must be one of {set, array} containing string paths or array of path segments but got "
                                + path.typeName());
        };
    }

    private static List<Value> parsePointer(String pointer) {
        List<Value> keys = new ArrayList<>();
        if (pointer.isEmpty()) {
            return keys;
        }
        for (String part : pointer.replaceFirst("^/+", "").split("/", -1)) {
            keys.add(StringValue.of(part.replace("~1", "/").replace("~0", "~")));
        }
        return keys;
    }

    // Merges all paths to one object of objects. A null marks the end of a path.
    private static ObjectValue tree(Value[] operands) {
        PathNode root = new PathNode();
        for (Value path : Operands.collection(operands, 1, "set", "array")) {
            root.add(parse(path));
        }
        return root.toObject();
    }

    private static final class PathNode {
        private final java.util.Map<Value, @Nullable PathNode> children = new java.util.HashMap<>();

        private void add(List<Value> path) {
            PathNode node = this;
            for (int i = 0; i < path.size(); i++) {
                Value key = path.get(i);
                if (node.children.containsKey(key) && node.children.get(key) == null) {
                    return;
                }
                if (i == path.size() - 1) {
                    node.children.put(key, null);
                    return;
                }
                PathNode next = node.children.get(key);
                if (next == null) {
                    next = new PathNode();
                    node.children.put(key, next);
                }
                node = next;
            }
        }

        private ObjectValue toObject() {
            ObjectValue.Builder object = ObjectValue.builder();
            children.forEach((key, child) -> object.put(key, child == null ? NullValue.NULL : child.toObject()));
            return object.build();
        }
    }

    private static Value kept(Value value, Value tree) {
        if (!(tree instanceof ObjectValue paths)) {
            return value;
        }
        return switch (value) {
            case ObjectValue object -> keptEntries(object, paths);
            case ArrayValue array -> keptItems(array, paths);
            case SetValue set -> keptElements(set, paths);
            default -> value;
        };
    }

    private static Value keptEntries(ObjectValue object, ObjectValue paths) {
        ObjectValue.Builder kept = ObjectValue.builder();
        for (int i = 0; i < object.size(); i++) {
            Value below = paths.get(object.keyAt(i));
            if (below != null) {
                kept.put(object.keyAt(i), kept(object.valueAt(i), below));
            }
        }
        return kept.build();
    }

    private static Value keptItems(ArrayValue array, ObjectValue paths) {
        List<Value> kept = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            Value below = paths.get(Integer.toString(i));
            if (below != null) {
                kept.add(kept(array.get(i), below));
            }
        }
        return ArrayValue.of(kept);
    }

    private static Value keptElements(SetValue set, ObjectValue paths) {
        SetValue.Builder kept = SetValue.builder();
        for (Value element : set) {
            Value below = paths.get(element);
            if (below != null) {
                kept.add(kept(element, below));
            }
        }
        return kept.build();
    }

    private static @Nullable Value removed(Value value, @Nullable Value tree) {
        if (tree instanceof NullValue) {
            return null;
        }
        if (!(tree instanceof ObjectValue paths)) {
            return value;
        }
        return switch (value) {
            case ObjectValue object -> restOfEntries(object, paths);
            case ArrayValue array -> restOfItems(array, paths);
            case SetValue set -> restOfElements(set, paths);
            default -> value;
        };
    }

    private static Value restOfEntries(ObjectValue object, ObjectValue paths) {
        ObjectValue.Builder rest = ObjectValue.builder();
        for (int i = 0; i < object.size(); i++) {
            Value left = removed(object.valueAt(i), paths.get(object.keyAt(i)));
            if (left != null) {
                rest.put(object.keyAt(i), left);
            }
        }
        return rest.build();
    }

    private static Value restOfItems(ArrayValue array, ObjectValue paths) {
        List<Value> rest = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            Value left = removed(array.get(i), paths.get(Integer.toString(i)));
            if (left != null) {
                rest.add(left);
            }
        }
        return ArrayValue.of(rest);
    }

    private static Value restOfElements(SetValue set, ObjectValue paths) {
        SetValue.Builder rest = SetValue.builder();
        for (Value element : set) {
            Value left = removed(element, paths.get(element));
            if (left != null) {
                rest.add(left);
            }
        }
        return rest.build();
    }
}
