package dev.agenticframework.rego.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A mapping from values (mostly strings) to values, in ascending order of the keys. Lookups take constant time.
public final class ObjectValue implements Value {
    public static final ObjectValue EMPTY = new Builder(0).build();

    private final Keys keys;
    private final Value[] values;
    private int hash;
    private @Nullable Order order;

    // A final field publishes the array safely to other threads, although `order` itself is not volatile.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Order(Value[] values) {}

    private ObjectValue(Keys keys, Value[] values) {
        this.keys = keys;
        this.values = values;
    }

    /// Wraps values in the order of the keys, without copying them. The caller must not modify the
    /// array afterwards.
    static ObjectValue wrap(Keys keys, Value[] values) {
        return values.length == 0 ? EMPTY : new ObjectValue(keys, values);
    }

    public static ObjectValue of(String key, Value value) {
        Builder builder = new Builder(1);
        builder.put(StringValue.of(key), value);
        return builder.build();
    }

    Keys keys() {
        return keys;
    }

    public int size() {
        return values.length;
    }

    public @Nullable Value get(Value key) {
        int position = keys.find(key);
        return position < 0 ? null : values[position];
    }

    public @Nullable Value get(String key) {
        return get(StringValue.of(key));
    }

    public boolean containsKey(Value key) {
        return keys.find(key) >= 0;
    }

    public boolean containsValue(Value value) {
        for (Value candidate : values) {
            if (candidate.equals(value)) {
                return true;
            }
        }
        return false;
    }

    /// Returns the key at a position of the ascending order.
    public Value keyAt(int position) {
        return keys.ascending()[position];
    }

    /// Returns the value of the key at a position of the ascending order.
    public Value valueAt(int position) {
        return ascendingValues()[position];
    }

    /// Returns all keys in ascending order. Do not modify the array.
    public Value[] ascendingKeys() {
        return keys.ascending();
    }

    /// Returns the values in ascending order of their keys. Do not modify the array.
    public Value[] ascendingValues() {
        Order known = order;
        if (known == null) {
            known = new Order(keys.ascending(values));
            order = known;
        }
        return known.values();
    }

    /// Returns this object with a value set at a key.
    public ObjectValue with(Value key, Value value) {
        Builder builder = toBuilder();
        builder.put(key, value);
        return builder.build();
    }

    public ObjectValue without(Value key) {
        if (!containsKey(key)) {
            return this;
        }
        Builder builder = new Builder(values.length);
        for (int i = 0; i < values.length; i++) {
            if (!keys.at(i).equals(key)) {
                builder.put(keys.at(i), values[i]);
            }
        }
        return builder.build();
    }

    /// Returns a builder with the entries of this object.
    public Builder toBuilder() {
        Builder builder = new Builder(values.length + 1);
        for (int i = 0; i < values.length; i++) {
            builder.put(keys.at(i), values[i]);
        }
        return builder;
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
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                out.append(", ");
            }
            keyAt(i).writeTerm(out);
            out.append(": ");
            valueAt(i).writeTerm(out);
        }
        out.append('}');
    }

    @Override
    public int compareSameKind(Value other) {
        ObjectValue that = (ObjectValue) other;
        int common = Math.min(size(), that.size());
        for (int i = 0; i < common; i++) {
            int difference = keyAt(i).compareTo(that.keyAt(i));
            if (difference == 0) {
                difference = valueAt(i).compareTo(that.valueAt(i));
            }
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(size(), that.size());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof ObjectValue that && sameEntries(that));
    }

    private boolean sameEntries(ObjectValue that) {
        if (values.length != that.values.length || hashCode() != that.hashCode()) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            if (!values[i].equals(that.get(keys.at(i)))) {
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
            for (int i = 0; i < values.length; i++) {
                h += (keys.at(i).hashCode() * 31 + values[i].hashCode()) * 0x85EBCA6B;
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

    /// Collects entries. Do not use it after [#build].
    public static final class Builder {
        private @Nullable Value[] keys;
        private @Nullable Value[] values;
        private final KeyIndex index = new KeyIndex();
        private int size;

        public Builder(int expected) {
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
            boolean full = size == keys.length;
            Value[] ownKeys = full ? keys : Arrays.copyOf(keys, size);
            return new ObjectValue(new Keys(ownKeys, index), full ? values : Arrays.copyOf(values, size));
        }
    }
}
