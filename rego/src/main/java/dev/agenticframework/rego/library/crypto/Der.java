package dev.agenticframework.rego.library.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One element of DER (X.690): its tag and content.
@SuppressWarnings("ArrayRecordComponent") // never compared
record Der(int tag, byte[] content, byte[] encoded) {
    static final int INTEGER = 2;
    static final int BIT_STRING = 3;
    static final int OCTET_STRING = 4;
    static final int OBJECT_IDENTIFIER = 6;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;
    static final int BMP_STRING = 30;

    /// The bytes are not valid DER.
    static final class Malformed extends RuntimeException {
        Malformed() {
            this("structure error: malformed element");
        }

        Malformed(String problem) {
            super("asn1: " + problem, null, false, false);
        }
    }

    static Der parse(byte[] bytes) {
        List<Der> elements = parseAll(bytes);
        if (elements.isEmpty()) {
            throw new Malformed();
        }
        return elements.getFirst();
    }

    static List<Der> parseAll(byte[] bytes) {
        List<Der> elements = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int start = at;
            int tag = bytes[at++] & 0xff;
            if ((tag & 0x1f) == 0x1f || at >= bytes.length) {
                throw new Malformed("syntax error: truncated tag or length");
            }
            int length = bytes[at++] & 0xff;
            if (length >= 0x80) {
                int octets = length & 0x7f;
                if (octets == 0 || octets > 3 || at + octets > bytes.length) {
                    throw new Malformed("syntax error: truncated tag or length");
                }
                length = new BigInteger(1, Arrays.copyOfRange(bytes, at, at + octets)).intValue();
                at += octets;
            }
            if (length > bytes.length - at) {
                throw new Malformed();
            }
            elements.add(new Der(
                    tag, Arrays.copyOfRange(bytes, at, at + length), Arrays.copyOfRange(bytes, start, at + length)));
            at += length;
        }
        return elements;
    }

    List<Der> children() {
        return parseAll(content);
    }

    Der child(int position) {
        List<Der> children = children();
        if (position >= children.size()) {
            throw new Malformed();
        }
        return children.get(position);
    }

    BigInteger integer() {
        if (tag != INTEGER || content.length == 0) {
            throw new Malformed();
        }
        return new BigInteger(content);
    }

    /// Returns the bytes of a bit string without unused bits.
    byte[] bits() {
        return content.length == 0 ? content : Arrays.copyOfRange(content, 1, content.length);
    }

    /// The arcs of an object identifier.
    List<Long> arcs() {
        List<Long> arcs = new ArrayList<>();
        long value = 0;
        for (byte octet : content) {
            value = (value << 7) | (octet & 0x7f);
            if (octet >= 0) {
                if (arcs.isEmpty()) {
                    long first = Math.min(value / 40, 2);
                    arcs.add(first);
                    value -= first * 40;
                }
                arcs.add(value);
                value = 0;
            }
        }
        return arcs;
    }

    /// The object identifier as numbers with dots.
    String identifier() {
        return String.join(".", arcs().stream().map(String::valueOf).toList());
    }

    String text() {
        return new String(content, tag == BMP_STRING ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8);
    }
}
