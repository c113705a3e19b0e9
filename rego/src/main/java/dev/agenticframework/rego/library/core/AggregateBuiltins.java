package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Aggregates over collections, and membership.
public final class AggregateBuiltins {
    private AggregateBuiltins() {}

    public static void register(BuiltinTable table) {
        table.function("count", (_, operands) -> count(operands));
        table.function("sum", (_, operands) -> sum(operands));
        table.function("product", (_, operands) -> product(operands));
        table.function("max", (_, operands) -> extreme(operands, Comparator.naturalOrder()));
        table.function("min", (_, operands) -> extreme(operands, Comparator.reverseOrder()));
        table.function("sort", (_, operands) -> sort(operands));
        table.function("all", (_, operands) -> all(operands));
        table.function("any", (_, operands) -> any(operands));
        table.function("internal.member_2", (_, operands) -> BooleanValue.of(isMember(operands[0], operands[1])));
        table.function(
                "internal.member_3",
                (_, operands) -> BooleanValue.of(isMemberAt(operands[0], operands[1], operands[2])));
    }

    private static Value count(Value[] operands) {
        return NumberValue.of(
                switch (operands[0]) {
                    case ArrayValue array -> array.size();
                    case ObjectValue object -> object.size();
                    case SetValue set -> set.size();
                    case StringValue text ->
                        text.text().codePointCount(0, text.text().length());
                    default -> throw Operands.wrongType(0, operands[0], "array", "object", "set", "string");
                });
    }

    private static Value sum(Value[] operands) {
        return numeric(operands, ArithmeticBuiltins.sum(collection(operands)));
    }

    private static Value product(Value[] operands) {
        return numeric(operands, ArithmeticBuiltins.product(collection(operands)));
    }

    private static Iterable<Value> collection(Value[] operands) {
        return Operands.collection(operands, 0, "set", "array");
    }

    private static Value numeric(Value[] operands, @Nullable Value result) {
        if (result != null) {
            return result;
        }
        for (Value element : collection(operands)) {
            if (!(element instanceof NumberValue)) {
                throw Operands.wrongElement(0, operands[0], element, "number");
            }
        }
        throw new IllegalStateException("a fold over numbers has no result");
    }

    private static @Nullable Value extreme(Value[] operands, Comparator<Value> order) {
        Value best = null;
        for (Value element : collection(operands)) {
            // Of equal numbers with different spellings, the last one wins.
            if (best == null || order.compare(element, best) >= 0) {
                best = element;
            }
        }
        return best;
    }

    private static Value sort(Value[] operands) {
        return switch (operands[0]) {
            case SetValue set -> ArrayValue.wrap(set.ascending().clone());
            case ArrayValue array -> {
                List<Value> sorted = array.toList();
                Collections.sort(sorted);
                yield ArrayValue.of(sorted);
            }
            default -> throw Operands.wrongType(0, operands[0], "set", "array");
        };
    }

    private static Value all(Value[] operands) {
        for (Value element : Operands.collection(operands, 0, "array", "set")) {
            if (!element.equals(BooleanValue.TRUE)) {
                return BooleanValue.FALSE;
            }
        }
        return BooleanValue.TRUE;
    }

    private static Value any(Value[] operands) {
        for (Value element : Operands.collection(operands, 0, "array", "set")) {
            if (element.equals(BooleanValue.TRUE)) {
                return BooleanValue.TRUE;
            }
        }
        return BooleanValue.FALSE;
    }

    static boolean isMember(Value element, Value collection) {
        return switch (collection) {
            case SetValue set -> set.contains(element);
            case ArrayValue array -> array.contains(element);
            case ObjectValue object -> object.containsValue(element);
            default -> false;
        };
    }

    static boolean isMemberAt(Value key, Value element, Value collection) {
        return switch (collection) {
            case SetValue set -> key.equals(element) && set.contains(key);
            case ArrayValue array -> element.equals(array.get(key));
            case ObjectValue object -> element.equals(object.get(key));
            default -> false;
        };
    }
}
