package dev.agenticframework.rego.syntax;

import org.jspecify.annotations.Nullable;

/// The escapes of double-quoted strings, which are those of JSON.
final class StringLiteral {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int HEX_DIGITS = 4;

    private StringLiteral() {}

    /// Returns the text of a literal, or null if an escape is invalid.
    static @Nullable String unescape(String inner) {
        if (inner.indexOf('\\') < 0) {
            return hasControl(inner) ? null : inner;
        }
        StringBuilder out = new StringBuilder(inner.length());
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escape = ++i < inner.length() ? inner.charAt(i) : '\0';
            if (escape == 'u') {
                int unit = hex(inner, i + 1);
                if (unit < 0) {
                    return null;
                }
                out.append((char) unit);
                i += HEX_DIGITS;
            } else if (!simple(out, escape)) {
                return null;
            }
        }
        return hasControl(inner) ? null : pairSurrogates(out);
    }

    private static boolean hasControl(String inner) {
        return inner.chars().anyMatch(c -> c < ' ');
    }

    private static boolean simple(StringBuilder out, char escape) {
        int known = "\"\\/bfnrt".indexOf(escape);
        if (known < 0) {
            return false;
        }
        out.append("\"\\/\b\f\n\r\t".charAt(known));
        return true;
    }

    private static int hex(String text, int start) {
        if (start + HEX_DIGITS > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < start + HEX_DIGITS; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }

    // A single surrogate is not a character.
    private static String pairSurrogates(StringBuilder out) {
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < out.length() && Character.isLowSurrogate(out.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                out.setCharAt(i, REPLACEMENT);
            }
        }
        return out.toString();
    }
}
