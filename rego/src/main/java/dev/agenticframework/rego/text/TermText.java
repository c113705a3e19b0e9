package dev.agenticframework.rego.text;

import java.nio.charset.StandardCharsets;

/// Formats values as Rego terms.
public final class TermText {
    private static final String HEX = "0123456789abcdef";

    private TermText() {}

    /// Appends a double-quoted string with the escapes of Go's `strconv.Quote`.
    public static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            escape(out, c);
        }
        out.append('"');
    }

    /// Appends a double-quoted string in ASCII.
    public static void quoteAscii(StringBuilder out, String text) {
        out.append('"');
        text.codePoints().forEach(c -> {
            if (c < 0x80) {
                escape(out, c);
            } else {
                escapeNumerically(out, c);
            }
        });
        out.append('"');
    }

    /// Quotes like Go's `time` package in error messages: bytes that are not printable ASCII as `\xHH`.
    public static String quoteBytes(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b < ' ') {
                hex(out.append("\\x"), b & 0xff, 2);
            } else {
                out.append(b == '"' || b == '\\' ? "\\" : "").append((char) b);
            }
        }
        return out.append('"').toString();
    }

    private static void escape(StringBuilder out, int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case 0x07 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case 0x0b -> out.append("\\v");
            default -> {
                if (isPrintable(c)) {
                    out.appendCodePoint(c);
                } else {
                    escapeNumerically(out, c);
                }
            }
        }
    }

    private static void escapeNumerically(StringBuilder out, int c) {
        if (c < 0x20 || c == 0x7f) {
            hex(out.append("\\x"), c, 2);
        } else if (c < 0x10000) {
            hex(out.append("\\u"), c, 4);
        } else {
            hex(out.append("\\U"), c, 8);
        }
    }

    private static void hex(StringBuilder out, int c, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(HEX.charAt((c >> shift) & 0xf));
        }
    }

    /// Whether Go considers the character printable: letters, marks, numbers, punctuation, symbols and the
    /// plain space.
    public static boolean isPrintable(int c) {
        if (c == ' ') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
