package dev.agenticframework.rego.library.graphql;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads syntax trees, which are plain objects.
final class GraphqlNodes {
    private GraphqlNodes() {}

    static List<ObjectValue> list(ObjectValue node, String field) {
        List<ObjectValue> nodes = new ArrayList<>();
        if (node.get(field) instanceof ArrayValue array) {
            for (Value item : array) {
                if (item instanceof ObjectValue object) {
                    nodes.add(object);
                }
            }
        }
        return nodes;
    }

    static List<String> texts(ObjectValue node, String field) {
        List<String> texts = new ArrayList<>();
        if (node.get(field) instanceof ArrayValue array) {
            array.forEach(item -> texts.add(item instanceof StringValue text ? text.text() : ""));
        }
        return texts;
    }

    static String text(ObjectValue node, String field) {
        return node.get(field) instanceof StringValue text ? text.text() : "";
    }

    static String name(ObjectValue node) {
        return text(node, "Name");
    }

    static boolean flag(ObjectValue node, String field) {
        return node.get(field) instanceof BooleanValue flag && flag.value();
    }

    static ObjectValue object(ObjectValue node, String field) {
        return node.get(field) instanceof ObjectValue object ? object : ObjectValue.EMPTY;
    }

    static @Nullable ObjectValue named(List<ObjectValue> nodes, String name) {
        return nodes.stream()
                .filter(node -> name(node).equals(name))
                .findFirst()
                .orElse(null);
    }

    /// Returns the name of a type, without lists.
    static String typeName(ObjectValue type) {
        return type.get("Elem") instanceof ObjectValue element ? typeName(element) : text(type, "NamedType");
    }

    static String typeText(ObjectValue type) {
        String inner = type.get("Elem") instanceof ObjectValue element
                ? "[" + typeText(element) + "]"
                : text(type, "NamedType");
        return flag(type, "NonNull") ? inner + "!" : inner;
    }

    static BuiltinException problem(ObjectValue node, String message) {
        ObjectValue position = object(node, "Position");
        int line = number(position, "Line");
        int column = number(position, "Column");
        return line == 0
                ? BuiltinException.failure("GraphQL parse error: input: " + message)
                : GraphqlLexer.at(
                        message.endsWith(".") ? message.substring(0, message.length() - 1) : message, line, column);
    }

    static int number(ObjectValue node, String field) {
        return node.get(field) instanceof NumberValue number ? (int) number.longValue() : 0;
    }

    /// Returns the tree without positions, nulls and empty collections.
    static ObjectValue pruned(ObjectValue node) {
        ObjectValue.Builder kept = ObjectValue.builder();
        for (int i = 0; i < node.size(); i++) {
            Value value = prunedValue(node.valueAt(i));
            if (value != null && !node.keyAt(i).equals(StringValue.of("Position"))) {
                kept.put(node.keyAt(i), value);
            }
        }
        return kept.build();
    }

    private static @Nullable Value prunedValue(Value value) {
        return switch (value) {
            case NullValue _ -> null;
            case ObjectValue object -> {
                ObjectValue pruned = pruned(object);
                yield pruned.size() == 0 ? null : pruned;
            }
            case ArrayValue array -> {
                List<Value> items = new ArrayList<>();
                for (Value item : array) {
                    Value pruned = prunedValue(item);
                    if (pruned != null) {
                        items.add(pruned);
                    }
                }
                yield items.isEmpty() ? null : ArrayValue.of(items);
            }
            default -> value;
        };
    }
}
