package dev.agenticframework.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// A growing array of bytes in the notation of the history: numbers of variable length (LEB128), and texts that are
/// written once and then referred to.
final class ByteSink {
    private static final int FIRST_CAPACITY = 256;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int size;
    private final Map<String, Integer> texts = new HashMap<>();

    void octet(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    /// @param value short when it is small and not negative
    void number(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /// Writes a zero, the length and the bytes; or, for a text that was written before, its number.
    void text(String text) {
        if (text.isEmpty()) {
            number(1);
            return;
        }
        Integer known = texts.get(text);
        if (known != null) {
            number(known);
            return;
        }
        texts.put(text, texts.size() + 2);
        number(0);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        raw(utf8);
    }

    private void raw(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
