package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.Value;

/// `object.subset`: whether one collection contains another, recursively for objects.
final class Subset {
    private Subset() {}

    static Value test(Value[] operands) {
        Value sup = operands[0];
        Value sub = operands[1];
        if (sup instanceof ArrayValue array && sub instanceof SetValue set) {
            return BooleanValue.of(holdsAll(array, set));
        }
        if (sup.rank() == sub.rank() && isCollection(sup)) {
            return BooleanValue.of(holds(sup, sub));
        }
        throw BuiltinException.typeError("both arguments object.subset must be of the same type or array and set");
    }

    private static boolean isCollection(Value value) {
        return value instanceof ObjectValue || value instanceof ArrayValue || value instanceof SetValue;
    }

    private static boolean holds(Value sup, Value sub) {
        if (sup.equals(sub)) {
            return true;
        }
        if (sup instanceof ObjectValue a && sub instanceof ObjectValue b) {
            return holdsEntries(a, b);
        }
        if (sup instanceof SetValue a && sub instanceof SetValue b) {
            return SetBuiltins.difference(b, a).size() == 0;
        }
        return sup instanceof ArrayValue a && sub instanceof ArrayValue b && holdsRun(a, b);
    }

    private static boolean holdsEntries(ObjectValue sup, ObjectValue sub) {
        for (int i = 0; i < sub.size(); i++) {
            Value mine = sup.get(sub.keyAt(i));
            if (mine == null || !holds(mine, sub.valueAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean holdsRun(ArrayValue sup, ArrayValue sub) {
        for (int start = 0; start + sub.size() <= sup.size(); start++) {
            if (sup.slice(start, start + sub.size()).equals(sub)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsAll(ArrayValue sup, SetValue sub) {
        return sup.size() > 0
                && SetBuiltins.difference(sub, SetValue.of(sup.toList())).size() == 0;
    }
}
