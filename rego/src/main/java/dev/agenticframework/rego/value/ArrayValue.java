package dev.agenticframework.rego.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sequence of values.
public final class ArrayValue implements Value, Iterable<Value> {
    private static final Value[] NOTHING = {};
    public static final ArrayValue EMPTY = new ArrayValue(NOTHING);

    private final Value[] items;
    private int hash;

    private ArrayValue(Value[] items) {
        this.items = items;
    }

    public static ArrayValue of(Value... items) {
        return wrap(items.clone());
    }

    public static ArrayValue of(List<? extends Value> items) {
        return wrap(items.toArray(NOTHING));
    }

    /// Wraps the array without copying it. The caller must not modify it afterwards.
    public static ArrayValue wrap(Value[] items) {
        return items.length == 0 ? EMPTY : new ArrayValue(items);
    }

    public int size() {
        return items.length;
    }

    public Value get(int index) {
        return items[index];
    }

    /// Returns the element at a whole number within bounds, else null.
    public @Nullable Value get(Value index) {
        if (index instanceof NumberValue number && number.isLong()) {
            long i = number.longValue();
            return i >= 0 && i < items.length ? items[(int) i] : null;
        }
        return null;
    }

    public boolean contains(Value element) {
        for (Value item : items) {
            if (item.equals(element)) {
                return true;
            }
        }
        return false;
    }

    /// Returns this array with one more element.
    public ArrayValue append(Value item) {
        Value[] longer = Arrays.copyOf(items, items.length + 1);
        longer[items.length] = item;
        return new ArrayValue(longer);
    }

    /// Returns the elements from `start` to before `end`, both within bounds.
    public ArrayValue slice(int start, int end) {
        return wrap(Arrays.copyOfRange(items, start, end));
    }

    @Override
    public Iterator<Value> iterator() {
        return Arrays.asList(items).iterator();
    }

    public List<Value> toList() {
        return new ArrayList<>(Arrays.asList(items));
    }

    @Override
    public int rank() {
        return 4;
    }

    @Override
    public String typeName() {
        return "array";
    }

    @Override
    public void writeTerm(StringBuilder out) {
        out.append('[');
        for (int i = 0; i < items.length; i++) {
            if (i > 0) {
                out.append(", ");
            }
            items[i].writeTerm(out);
        }
        out.append(']');
    }

    @Override
    public int compareSameKind(Value other) {
        return compareItems(items, ((ArrayValue) other).items);
    }

    static int compareItems(Value[] left, Value[] right) {
        int common = Math.min(left.length, right.length);
        for (int i = 0; i < common; i++) {
            int difference = left[i].compareTo(right[i]);
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof ArrayValue that && Arrays.equals(items, that.items));
    }

    @Override
    public int hashCode() {
        int h = hash;
        if (h == 0) {
            h = Arrays.hashCode(items);
            hash = h;
        }
        return h;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        writeTerm(out);
        return out.toString();
    }
}
