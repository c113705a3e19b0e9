package dev.agenticframework.rego.library.json;

import dev.agenticframework.rego.builtin.BuiltinContext;
import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.library.core.SetBuiltins;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// JSON Patch (RFC 6902) for values. An element of a set is its own key.
final class JsonPatch {
    private JsonPatch() {}

    static Value apply(BuiltinContext context, Value document, ArrayValue operations) {
        Value patched = document;
        for (Value operation : operations) {
            if (context.isCancelled()) {
                throw BuiltinException.cancelled("json.patch: timed out before applying all operations");
            }
            if (!(operation instanceof ObjectValue object)) {
                throw BuiltinException.failure(
                        "must be an array of JSON-Patch objects, but at least one element is not an object");
            }
            patched = apply(patched, object);
        }
        return patched;
    }

    private static Value apply(Value document, ObjectValue operation) {
        Value pathValue = attribute(operation, "path");
        Value op = attribute(operation, "op");
        if (!(op instanceof StringValue name)) {
            throw BuiltinException.failure("attribute 'op' must be a string but found: " + op.typeName());
        }
        List<Value> path = JsonPaths.parse(pathValue);
        return switch (name.text()) {
            case "add" -> insert(document, path, attribute(operation, "value"));
            case "remove" -> delete(document, path);
            case "replace" -> replace(document, path, operation);
            case "move" -> move(document, path, JsonPaths.parse(attribute(operation, "from")));
            case "copy" -> insert(document, path, lookup(document, JsonPaths.parse(attribute(operation, "from"))));
            case "test" -> test(document, path, operation);
            default -> throw BuiltinException.failure("unrecognized op: '" + name.text() + "'");
        };
    }

    private static Value attribute(ObjectValue operation, String name) {
        Value value = operation.get(name);
        if (value == null) {
            throw BuiltinException.failure("missing required attribute '" + name + "'");
        }
        return value;
    }

    private static Value replace(Value document, List<Value> path, ObjectValue operation) {
        Value without = delete(document, path);
        return insert(without, path, attribute(operation, "value"));
    }

    private static Value move(Value document, List<Value> path, List<Value> from) {
        Value moved = lookup(document, from);
        return insert(delete(document, from), path, moved);
    }

    private static Value test(Value document, List<Value> path, ObjectValue operation) {
        Value found = lookup(document, path);
        Value expected = attribute(operation, "value");
        if (!found.equals(expected)) {
            throw BuiltinException.failure(
                    "value from EditTree != patch value.\n\nExpected: " + expected + "\n\nFound: " + found);
        }
        return document;
    }

    private static Value lookup(Value document, List<Value> path) {
        Value current = document;
        for (Value key : path) {
            current = child(current, key);
        }
        return current;
    }

    private static Value child(Value parent, Value key) {
        Value child = switch (parent) {
            case ObjectValue object -> object.get(key);
            case SetValue set -> set.get(key);
            case ArrayValue array -> item(array, index(array, key, false));
            default ->
                throw BuiltinException.failure("expected composite type for path " + key + ", found value: " + parent);
        };
        if (child == null) {
            throw BuiltinException.failure(
                    "path " + key + " does not exist in " + parent.typeName() + " term " + parent);
        }
        return child;
    }

    private static @Nullable Value item(ArrayValue array, int index) {
        return index >= 0 && index < array.size() ? array.get(index) : null;
    }

    private static int index(ArrayValue array, Value key, boolean inserting) {
        if (key instanceof NumberValue number) {
            if (!number.isLong() || Math.abs(number.longValue()) > Integer.MAX_VALUE) {
                throw BuiltinException.failure("invalid number type for indexing");
            }
            return (int) number.longValue();
        }
        if (!(key instanceof StringValue text)) {
            throw BuiltinException.failure("invalid type for indexing");
        }
        if (text.text().equals("-")) {
            return inserting ? array.size() : array.size() - 1;
        }
        return index(text.text());
    }

    private static int index(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw BuiltinException.failure("invalid string for indexing");
        }
        if (text.length() > 1 && text.startsWith("0")) {
            throw BuiltinException.failure("leading zeros are not allowed in JSON paths");
        }
        return Integer.parseInt(text);
    }

    private static Value insert(Value document, List<Value> path, Value value) {
        if (path.isEmpty()) {
            return value;
        }
        Value key = path.getFirst();
        if (path.size() > 1) {
            return replaceChild(document, key, insert(child(document, key), path.subList(1, path.size()), value));
        }
        return switch (document) {
            case ObjectValue object -> object.with(key, value);
            case SetValue set -> insertElement(set, key, value);
            case ArrayValue array -> insertItem(array, index(array, key, true), value);
            default -> throw notComposite(document);
        };
    }

    private static BuiltinException notComposite(Value document) {
        return BuiltinException.failure("expected composite type, found value: " + document);
    }

    private static Value insertElement(SetValue set, Value key, Value value) {
        if (!key.equals(value)) {
            throw BuiltinException.failure("set key " + key + " does not equal value to be inserted " + value);
        }
        return SetBuiltins.union(set, SetValue.of(value));
    }

    private static Value insertItem(ArrayValue array, int index, Value value) {
        if (index < 0 || index > array.size()) {
            throw BuiltinException.failure("index for array insertion out of bounds");
        }
        List<Value> items = array.toList();
        items.add(index, value);
        return ArrayValue.of(items);
    }

    private static Value replaceChild(Value parent, Value key, Value child) {
        return switch (parent) {
            case ObjectValue object -> object.with(key, child);
            case SetValue set -> SetBuiltins.union(SetBuiltins.difference(set, SetValue.of(key)), SetValue.of(child));
            case ArrayValue array -> {
                List<Value> items = array.toList();
                items.set(index(array, key, false), child);
                yield ArrayValue.of(items);
            }
            default -> throw notComposite(parent);
        };
    }

    private static Value delete(Value document, List<Value> path) {
        if (path.isEmpty()) {
            return NullValue.NULL;
        }
        Value key = path.getFirst();
        if (path.size() > 1) {
            return replaceChild(document, key, delete(child(document, key), path.subList(1, path.size())));
        }
        return switch (document) {
            case ObjectValue object when object.containsKey(key) -> object.without(key);
            case SetValue set when set.contains(key) -> SetBuiltins.difference(set, SetValue.of(key));
            case ArrayValue array -> deleteItem(array, index(array, key, false));
            case ObjectValue _, SetValue _ ->
                throw BuiltinException.failure("cannot delete child key " + key + " that does not exist");
            default -> throw notComposite(document);
        };
    }

    private static Value deleteItem(ArrayValue array, int index) {
        if (index < 0 || index >= array.size()) {
            throw BuiltinException.failure("index for array delete out of bounds");
        }
        List<Value> items = array.toList();
        items.remove(index);
        return ArrayValue.of(items);
    }
}
