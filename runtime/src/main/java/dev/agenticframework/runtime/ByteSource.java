package dev.agenticframework.runtime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads what a [ByteSink] wrote; every method throws [CorruptHistoryException] when it cannot be that.
final class ByteSource {
    private static final String ENDS_EARLY = "The bytes end too early.";

    private final byte[] bytes;
    private int at;
    private final List<String> texts = new ArrayList<>();

    ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    int octet() {
        if (at >= bytes.length) {
            throw new CorruptHistoryException(ENDS_EARLY);
        }
        return bytes[at++] & 0xff;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int octet = octet();
            value |= (long) (octet & 0x7f) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new CorruptHistoryException("A number is too long.");
    }

    int count() {
        long value = number();
        if (value < 0 || value > bytes.length) {
            throw new CorruptHistoryException("A count is too large: " + value + ".");
        }
        return (int) value;
    }

    int small() {
        long value = number();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new CorruptHistoryException("A number is too large: " + value + ".");
        }
        return (int) value;
    }

    String text() {
        int known = small();
        if (known == 1) {
            return "";
        }
        if (known != 0) {
            if (known - 2 >= texts.size()) {
                throw new CorruptHistoryException("A text is unknown: " + known + ".");
            }
            return texts.get(known - 2);
        }
        int length = count();
        if (at + length > bytes.length) {
            throw new CorruptHistoryException(ENDS_EARLY);
        }
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        texts.add(text);
        return text;
    }
}
