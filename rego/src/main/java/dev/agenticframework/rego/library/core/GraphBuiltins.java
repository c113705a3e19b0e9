package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// `graph.*` and `walk`.
public final class GraphBuiltins {
    /// The number of paths before the search fails. A graph may have exponentially many.
    private static final int MAX_PATHS = 1_000_000;

    private GraphBuiltins() {}

    public static void register(BuiltinTable table) {
        table.function("graph.reachable", (_, operands) -> reachable(operands));
        table.function("graph.reachable_paths", (_, operands) -> paths(operands));
        table.relation("walk", (_, operands, sink) -> walk(ArrayValue.EMPTY, operands[0], sink));
    }

    private static boolean walk(ArrayValue path, Value value, Predicate<Value> sink) {
        if (!sink.test(ArrayValue.of(path, value))) {
            return false;
        }
        return switch (value) {
            case ArrayValue array -> walkItems(path, array, sink);
            case ObjectValue object -> walkEntries(path, object, sink);
            case SetValue set -> walkElements(path, set, sink);
            default -> true;
        };
    }

    private static boolean walkItems(ArrayValue path, ArrayValue array, Predicate<Value> sink) {
        for (int i = 0; i < array.size(); i++) {
            if (!walk(path.append(NumberValue.of(i)), array.get(i), sink)) {
                return false;
            }
        }
        return true;
    }

    private static boolean walkEntries(ArrayValue path, ObjectValue object, Predicate<Value> sink) {
        for (int i = 0; i < object.size(); i++) {
            if (!walk(path.append(object.keyAt(i)), object.valueAt(i), sink)) {
                return false;
            }
        }
        return true;
    }

    private static boolean walkElements(ArrayValue path, SetValue set, Predicate<Value> sink) {
        for (Value element : set) {
            if (!walk(path.append(element), element, sink)) {
                return false;
            }
        }
        return true;
    }

    private static List<Value> starts(Value[] operands) {
        return switch (operands[1]) {
            case ArrayValue array -> array.toList();
            case SetValue set -> set.toList();
            default -> throw Operands.wrongType(1, operands[1], "{array, set}");
        };
    }

    private static @Nullable List<Value> neighbours(ObjectValue graph, Value node) {
        return switch (graph.get(node)) {
            case null -> null;
            case ArrayValue array -> array.toList();
            case SetValue set -> set.toList();
            default -> List.of();
        };
    }

    private static Value reachable(Value[] operands) {
        ObjectValue graph = Operands.object(operands, 0);
        Deque<Value> open = new ArrayDeque<>(starts(operands));
        SetValue.Builder reached = SetValue.builder();
        Set<Value> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Value node = open.pop();
            List<Value> neighbours = neighbours(graph, node);
            if (neighbours != null && seen.add(node)) {
                reached.add(node);
                neighbours.forEach(open::push);
            }
        }
        return reached.build();
    }

    private static Value paths(Value[] operands) {
        ObjectValue graph = Operands.object(operands, 0);
        SetValue.Builder found = SetValue.builder();
        for (Value start : starts(operands)) {
            List<Value> neighbours = neighbours(graph, start);
            if (neighbours != null && neighbours.isEmpty()) {
                found.add(ArrayValue.of(start));
            } else if (neighbours != null) {
                List<Value> path = new ArrayList<>(List.of(start));
                neighbours.forEach(next -> walk(graph, next, path, found));
            }
        }
        return found.build();
    }

    // Extends `path` in every direction. A path ends where there is no neighbor, where it leaves the graph, and before
    // it closes a cycle. A start node that is its own neighbor is visited twice: only later steps check for cycles.
    private static void follow(ObjectValue graph, Value node, List<Value> path, SetValue.Builder found) {
        if (path.contains(node)) {
            found.add(ArrayValue.of(path));
        } else {
            walk(graph, node, path, found);
        }
    }

    private static void walk(ObjectValue graph, Value node, List<Value> path, SetValue.Builder found) {
        if (found.size() >= MAX_PATHS) {
            throw BuiltinException.failure("graph has more than " + MAX_PATHS + " paths");
        }
        List<Value> neighbours = neighbours(graph, node);
        if (neighbours == null) {
            found.add(ArrayValue.of(path));
            return;
        }
        path.add(node);
        if (neighbours.isEmpty()) {
            found.add(ArrayValue.of(path));
        }
        for (Value next : neighbours) {
            follow(graph, next, path, found);
        }
        path.removeLast();
    }
}
