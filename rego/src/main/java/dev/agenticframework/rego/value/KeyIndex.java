package dev.agenticframework.rego.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds the position of a key among distinct keys in constant time, with an open-addressed hash table, or with a scan
/// for few keys.
final class KeyIndex {
    /// The maximum number of keys to scan. Comparing a few hashes is faster than probing a table.
    private static final int SCAN_LIMIT = 8;

    private static final int[] NO_TABLE = {};

    private int[] slots = NO_TABLE;

    /// Returns the position of `key` among the first `size` keys, or -1.
    int find(@Nullable Value[] keys, int size, Value key) {
        return slots.length == 0 ? scan(keys, size, key) : probe(keys, key);
    }

    private static int scan(@Nullable Value[] keys, int size, Value key) {
        int hash = key.hashCode();
        for (int i = 0; i < size; i++) {
            if (matches(keys[i], key, hash)) {
                return i;
            }
        }
        return -1;
    }

    private int probe(@Nullable Value[] keys, Value key) {
        int hash = key.hashCode();
        int mask = slots.length - 1;
        for (int slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
            int position = slots[slot] - 1;
            if (position < 0) {
                return -1;
            }
            if (matches(keys[position], key, hash)) {
                return position;
            }
        }
    }

    private static boolean matches(@Nullable Value candidate, Value key, int hash) {
        return candidate != null && candidate.hashCode() == hash && candidate.equals(key);
    }

    /// Records that the key at position `size - 1` was appended.
    void appended(@Nullable Value[] keys, int size) {
        if (size <= SCAN_LIMIT) {
            return;
        }
        if (size * 2 > slots.length) {
            rebuild(keys, size);
        } else {
            enter(keys, size - 1);
        }
    }

    private void rebuild(@Nullable Value[] keys, int size) {
        slots = new int[Integer.highestOneBit(Math.max(size, SCAN_LIMIT)) * 4];
        for (int i = 0; i < size; i++) {
            enter(keys, i);
        }
    }

    private void enter(@Nullable Value[] keys, int position) {
        Value key = keys[position];
        int mask = slots.length - 1;
        int slot = spread(key == null ? 0 : key.hashCode()) & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = position + 1;
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B1;
        return mixed ^ (mixed >>> 15);
    }

    @Override
    public String toString() {
        return Arrays.toString(slots);
    }
}
