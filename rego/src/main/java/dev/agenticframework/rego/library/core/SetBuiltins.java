package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.Value;

/// Functions on sets.
public final class SetBuiltins {
    private SetBuiltins() {}

    public static void register(BuiltinTable table) {
        table.function("and", (_, operands) -> intersection(Operands.set(operands, 0), Operands.set(operands, 1)));
        table.function("or", (_, operands) -> union(Operands.set(operands, 0), Operands.set(operands, 1)));
        table.function("set_diff", (_, operands) -> difference(Operands.set(operands, 0), Operands.set(operands, 1)));
        table.function("intersection", (_, operands) -> intersectionOfAll(operands));
        table.function("union", (_, operands) -> unionOfAll(operands));
    }

    public static SetValue intersection(SetValue left, SetValue right) {
        SetValue small = left.size() <= right.size() ? left : right;
        SetValue large = left.size() <= right.size() ? right : left;
        SetValue.Builder common = new SetValue.Builder(small.size());
        for (Value element : small.elements()) {
            if (large.contains(element)) {
                common.add(element);
            }
        }
        return common.build();
    }

    public static SetValue union(SetValue left, SetValue right) {
        SetValue.Builder all = new SetValue.Builder(left.size() + right.size());
        addAll(all, left);
        addAll(all, right);
        return all.build();
    }

    public static SetValue difference(SetValue left, SetValue right) {
        SetValue.Builder rest = new SetValue.Builder(left.size());
        for (Value element : left.elements()) {
            if (!right.contains(element)) {
                rest.add(element);
            }
        }
        return rest.build();
    }

    private static void addAll(SetValue.Builder builder, SetValue set) {
        for (Value element : set.elements()) {
            builder.add(element);
        }
    }

    private static Value intersectionOfAll(Value[] operands) {
        SetValue result = null;
        for (Value element : Operands.set(operands, 0)) {
            SetValue set = element(element);
            result = result == null ? set : intersection(result, set);
        }
        return result == null ? SetValue.EMPTY : result;
    }

    private static Value unionOfAll(Value[] operands) {
        SetValue.Builder all = SetValue.builder();
        for (Value element : Operands.set(operands, 0)) {
            addAll(all, element(element));
        }
        return all.build();
    }

    private static SetValue element(Value element) {
        if (element instanceof SetValue set) {
            return set;
        }
        throw Operands.wrongType(0, element, "set");
    }
}
