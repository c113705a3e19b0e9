package dev.agenticframework.rego.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The distinct keys of objects, shared by all objects of a document that have the same keys in the same order. A
/// constant key of a policy caches its position in the keys of its last lookup, so that the next object with the same
/// keys costs one comparison.
final class Keys {
    /// The maximum number of keys to scan. Comparing a few hashes is faster than probing a table.
    private static final int SCAN_LIMIT = 8;

    private final Value[] keys;
    private final int[] hashes;
    private final KeyIndex index;
    private final int hash;
    private @Nullable Order order;

    // Final fields publish the arrays safely to other threads, although `order` itself is not volatile.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Order(Value[] ascending, int[] positions, boolean asGiven) {}

    /// The position of a key in some keys, -1 if it is absent.
    record Hit(Keys keys, int position) {}

    Keys(Value[] keys, KeyIndex index) {
        this.keys = keys;
        this.index = index;
        this.hashes = new int[keys.length <= SCAN_LIMIT ? keys.length : 0];
        int sum = 0;
        for (int i = 0; i < keys.length; i++) {
            int own = keys[i].hashCode();
            sum = sum * 31 + own;
            if (i < hashes.length) {
                hashes[i] = own;
            }
        }
        this.hash = sum;
    }

    int size() {
        return keys.length;
    }

    Value at(int position) {
        return keys[position];
    }

    /// Returns a hash of the keys in their order.
    int sequenceHash() {
        return hash;
    }

    /// Returns the position of a key, or -1.
    int find(Value key) {
        if (key instanceof StringValue text) {
            Hit hit = text.lastHit();
            if (hit != null && hit.keys() == this) {
                return hit.position();
            }
            int position = search(key);
            text.remember(new Hit(this, position));
            return position;
        }
        return search(key);
    }

    private int search(Value key) {
        if (keys.length > SCAN_LIMIT) {
            return index.find(keys, keys.length, key);
        }
        int wanted = key.hashCode();
        for (int i = 0; i < hashes.length; i++) {
            if (hashes[i] == wanted && keys[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    private Order order() {
        Order known = order;
        if (known == null) {
            known = isAscending() ? new Order(keys, new int[0], true) : sort();
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
        Value[] sorted = keys.clone();
        Arrays.sort(sorted);
        int[] positions = new int[keys.length];
        for (int i = 0; i < sorted.length; i++) {
            positions[i] = search(sorted[i]);
        }
        return new Order(sorted, positions, false);
    }

    /// Returns the keys in ascending order. Do not modify the array.
    Value[] ascending() {
        return order().ascending();
    }

    /// Returns values in ascending order of their keys.
    Value[] ascending(Value[] values) {
        Order known = order();
        if (known.asGiven()) {
            return values;
        }
        Value[] sorted = new Value[values.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = values[known.positions()[i]];
        }
        return sorted;
    }
}
