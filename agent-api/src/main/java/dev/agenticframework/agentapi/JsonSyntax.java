package dev.agenticframework.agentapi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Recognizes the grammar of JSON (RFC 8259) without building values.
final class JsonSyntax {
    private static final Pattern SCALAR =
            Pattern.compile("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern ESCAPE = Pattern.compile("[\"\\\\/bfnrt]|u[0-9a-fA-F]{4}");
    private static final char FIRST_PRINTABLE = 0x20;
    private static final char END = 0;

    private final String text;
    private final Matcher matcher;
    private int at;

    private JsonSyntax(String text) {
        this.text = text;
        this.matcher = SCALAR.matcher(text);
    }

    /// Whether a text is one JSON document.
    static boolean accepts(String text) {
        var syntax = new JsonSyntax(text);
        return syntax.value(0) && syntax.at == text.length();
    }

    private boolean value(int depth) {
        skipSpace();
        boolean valid = switch (next()) {
            case '{' -> members(depth + 1);
            case '[' -> elements(depth + 1);
            case '"' -> string();
            default -> takes(SCALAR);
        };
        skipSpace();
        return valid;
    }

    private char next() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private boolean members(int depth) {
        return sequence(depth, '{', '}', () -> name() && takes(':') && value(depth));
    }

    private boolean elements(int depth) {
        return sequence(depth, '[', ']', () -> value(depth));
    }

    private interface Part {
        boolean valid();
    }

    private boolean sequence(int depth, char start, char end, Part part) {
        takes(start);
        skipSpace();
        if (takes(end)) {
            return true;
        }
        while (depth <= Json.MAX_DEPTH && part.valid()) {
            if (!takes(',')) {
                return takes(end);
            }
        }
        return false;
    }

    private boolean name() {
        skipSpace();
        boolean valid = string();
        skipSpace();
        return valid;
    }

    private boolean string() {
        boolean valid = takes('"');
        while (valid && at < text.length()) {
            char next = text.charAt(at++);
            if (next == '"') {
                return true;
            }
            valid = next >= FIRST_PRINTABLE && (next != '\\' || takes(ESCAPE));
        }
        return false;
    }

    private boolean takes(Pattern expected) {
        boolean found = matcher.usePattern(expected).region(at, text.length()).lookingAt();
        if (found) {
            at = matcher.end();
        }
        return found;
    }

    private boolean takes(char expected) {
        boolean found = next() == expected;
        if (found) {
            at++;
        }
        return found;
    }

    private void skipSpace() {
        while (" \t\n\r".indexOf(next()) >= 0) {
            at++;
        }
    }
}
