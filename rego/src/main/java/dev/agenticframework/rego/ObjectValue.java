package dev.agenticframework.rego;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A mapping from values (mostly strings) to values, iterated by ascending key; a key is found in constant time.
public final class ObjectValue implements Value {
    public static final ObjectValue EMPTY = new Builder(0).build();

    private final Value[] keys;
    private final Value[] values;
    private final KeyIndex index;
    private int hash;
    private @Nullable Order order;

    // Final fields publish the arrays safely to other threads though `order` itself is not volatile.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Order(Value[] keys, Value[] values) {}

    private ObjectValue(Value[] keys, Value[] values, KeyIndex index) {
        this.keys = keys;
        this.values = values;
        this.index = index;
    }

    public static ObjectValue of(String key, Value value) {
        Builder builder = new Builder(1);
        builder.put(StringValue.of(key), value);
        return builder.build();
    }

    public int size() {
        return keys.length;
    }

    public @Nullable Value get(Value key) {
        int position = index.find(keys, keys.length, key);
        return position < 0 ? null : values[position];
    }

    public @Nullable Value get(String key) {
        return get(StringValue.of(key));
    }

    public boolean containsKey(Value key) {
        return index.find(keys, keys.length, key) >= 0;
    }

    public boolean containsValue(Value value) {
        for (Value candidate : values) {
            if (candidate.equals(value)) {
                return true;
            }
        }
        return false;
    }

    /// The key at a position of the ascending order.
    public Value keyAt(int position) {
        return order().keys()[position];
    }

    /// The value of the key at a position of the ascending order.
    public Value valueAt(int position) {
        return order().values()[position];
    }

    /// All keys in ascending order; not to be written to.
    Value[] ascendingKeys() {
        return order().keys();
    }

    /// The values by ascending key; not to be written to.
    Value[] ascendingValues() {
        return order().values();
    }

    /// This object with one more or another value at a key.
    public ObjectValue with(Value key, Value value) {
        Builder builder = toBuilder();
        builder.put(key, value);
        return builder.build();
    }

    public ObjectValue without(Value key) {
        if (!containsKey(key)) {
            return this;
        }
        Builder builder = new Builder(keys.length);
        for (int i = 0; i < keys.length; i++) {
            if (!keys[i].equals(key)) {
                builder.put(keys[i], values[i]);
            }
        }
        return builder.build();
    }

    /// A builder that starts with the entries of this object.
    public Builder toBuilder() {
        Builder builder = new Builder(keys.length + 1);
        for (int i = 0; i < keys.length; i++) {
            builder.put(keys[i], values[i]);
        }
        return builder;
    }

    private Order order() {
        Order known = order;
        if (known == null) {
            known = isAscending() ? new Order(keys, values) : sort();
            order = known;
        }
        return known;
    }

    private boolean isAscending() {
        for (int i = 1; i < keys.length; i++) {
            if (keys[i - 1].compareTo(keys[i]) > 0) {
                return false;
            }
        }
        return true;
    }

    private Order sort() {
        Value[] sortedKeys = keys.clone();
        Arrays.sort(sortedKeys);
        Value[] sortedValues = new Value[keys.length];
        for (int i = 0; i < sortedKeys.length; i++) {
            sortedValues[i] = values[index.find(keys, keys.length, sortedKeys[i])];
        }
        return new Order(sortedKeys, sortedValues);
    }

    @Override
    public int rank() {
        return 5;
    }

    @Override
    public String typeName() {
        return "object";
    }

    @Override
    public void writeTerm(StringBuilder out) {
        out.append('{');
        Order sorted = order();
        for (int i = 0; i < keys.length; i++) {
            if (i > 0) {
                out.append(", ");
            }
            sorted.keys()[i].writeTerm(out);
            out.append(": ");
            sorted.values()[i].writeTerm(out);
        }
        out.append('}');
    }

    @Override
    public int compareSameKind(Value other) {
        Order mine = order();
        Order its = ((ObjectValue) other).order();
        int common = Math.min(mine.keys().length, its.keys().length);
        for (int i = 0; i < common; i++) {
            int difference = mine.keys()[i].compareTo(its.keys()[i]);
            if (difference == 0) {
                difference = mine.values()[i].compareTo(its.values()[i]);
            }
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(mine.keys().length, its.keys().length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof ObjectValue that && sameEntries(that));
    }

    private boolean sameEntries(ObjectValue that) {
        if (keys.length != that.keys.length || hashCode() != that.hashCode()) {
            return false;
        }
        for (int i = 0; i < keys.length; i++) {
            if (!values[i].equals(that.get(keys[i]))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int h = hash;
        if (h == 0) {
            h = 19;
            for (int i = 0; i < keys.length; i++) {
                h += (keys[i].hashCode() * 31 + values[i].hashCode()) * 0x85EBCA6B;
            }
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

    public static Builder builder() {
        return new Builder(8);
    }

    /// Collects entries. After [#build] the builder is spent.
    public static final class Builder {
        private @Nullable Value[] keys;
        private @Nullable Value[] values;
        private final KeyIndex index = new KeyIndex();
        private int size;

        Builder(int expected) {
            keys = new Value[expected];
            values = new Value[expected];
        }

        /// Sets the value at a key and returns the one it replaces, null when the key is new.
        public @Nullable Value put(Value key, Value value) {
            int position = index.find(keys, size, key);
            if (position >= 0) {
                Value before = values[position];
                values[position] = value;
                return before;
            }
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, Math.max(4, size * 2));
                values = Arrays.copyOf(values, keys.length);
            }
            keys[size] = key;
            values[size++] = value;
            index.appended(keys, size);
            return null;
        }

        public Builder put(String key, Value value) {
            put(StringValue.of(key), value);
            return this;
        }

        public @Nullable Value get(Value key) {
            int position = index.find(keys, size, key);
            return position < 0 ? null : values[position];
        }

        public int size() {
            return size;
        }

        @SuppressWarnings("NullAway") // the first `size` slots are filled
        public ObjectValue build() {
            if (size == keys.length) {
                return new ObjectValue(keys, values, index);
            }
            return new ObjectValue(Arrays.copyOf(keys, size), Arrays.copyOf(values, size), index);
        }
    }
}
