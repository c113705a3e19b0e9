package dev.agenticframework.rego.library.graphql;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.value.StringValue;
import java.util.Map;

/// Splits a GraphQL document into tokens, including comments.
final class GraphqlLexer {
    private static final Map<Character, Kind> PUNCTUATION = Map.ofEntries(
            Map.entry('!', Kind.BANG),
            Map.entry('$', Kind.DOLLAR),
            Map.entry('&', Kind.AMP),
            Map.entry('(', Kind.PAREN_LEFT),
            Map.entry(')', Kind.PAREN_RIGHT),
            Map.entry(':', Kind.COLON),
            Map.entry('=', Kind.EQUALS),
            Map.entry('@', Kind.AT),
            Map.entry('[', Kind.BRACKET_LEFT),
            Map.entry(']', Kind.BRACKET_RIGHT),
            Map.entry('{', Kind.BRACE_LEFT),
            Map.entry('|', Kind.PIPE),
            Map.entry('}', Kind.BRACE_RIGHT));

    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    GraphqlLexer(String text) {
        this.text = text;
    }

    /// Kinds of tokens, with their spelling in messages.
    enum Kind {
        INVALID("<Invalid>"),
        END("<EOF>"),
        BANG("!"),
        DOLLAR("$"),
        AMP("&"),
        PAREN_LEFT("("),
        PAREN_RIGHT(")"),
        SPREAD("..."),
        COLON(":"),
        EQUALS("="),
        AT("@"),
        BRACKET_LEFT("["),
        BRACKET_RIGHT("]"),
        BRACE_LEFT("{"),
        PIPE("|"),
        BRACE_RIGHT("}"),
        NAME("Name"),
        INT("Int"),
        FLOAT("Float"),
        STRING("String"),
        BLOCK_STRING("BlockString"),
        COMMENT("Comment");

        private final String spelling;

        Kind(String spelling) {
            this.spelling = spelling;
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    /// A token with its position.
    record Token(Kind kind, String text, int line, int column) {
        @Override
        public String toString() {
            return text.isEmpty() ? kind.toString() : kind + " " + StringValue.of(text);
        }
    }

    /// Returns the next token. Malformed text is a token of the kind [Kind#INVALID].
    Token next() {
        try {
            return read();
        } catch (Malformed problem) {
            int end = Math.min(at, text.length());
            at = text.length();
            return new Token(Kind.INVALID, "", line, column(end));
        }
    }

    private Token read() {
        skipSpace();
        int start = at;
        if (at >= text.length()) {
            return token(Kind.END, "", start);
        }
        char c = text.charAt(at);
        Kind punctuation = PUNCTUATION.get(c);
        if (punctuation != null) {
            at++;
            return token(punctuation, "", start);
        }
        if (text.startsWith("...", at)) {
            at += 3;
            return token(Kind.SPREAD, "", start);
        }
        if (c == '#') {
            while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                at++;
            }
            return token(Kind.COMMENT, text.substring(start, at), start);
        }
        if (c == '_' || isLetter(c)) {
            return name(start);
        }
        if (c == '-' || isDigit(c)) {
            return number(start);
        }
        if (c == '"') {
            return text.startsWith("\"\"\"", at) ? blockString(start) : string(start);
        }
        throw problem("Cannot parse the unexpected character \"" + Character.toString(text.codePointAt(at)) + "\".");
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r,\uFEFF".indexOf(text.charAt(at)) >= 0) {
            char c = text.charAt(at++);
            if (c == '\n' || (c == '\r' && (at >= text.length() || text.charAt(at) != '\n'))) {
                line++;
                lineStart = at;
            }
        }
    }

    private Token token(Kind kind, String value, int start) {
        return new Token(kind, value, line, column(start));
    }

    private int column(int position) {
        return text.codePointCount(lineStart, Math.max(lineStart, position)) + 1;
    }

    private static Malformed problem(String message) {
        return new Malformed(message);
    }

    /// The text is not a token.
    private static final class Malformed extends RuntimeException {
        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    static BuiltinException at(String message, int line, int column) {
        return BuiltinException.failure(message + " in GraphQL string at location " + line + ":" + column);
    }

    private Token name(int start) {
        while (at < text.length()
                && (text.charAt(at) == '_' || isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        return token(Kind.NAME, text.substring(start, at), start);
    }

    private Token number(int start) {
        boolean isFloat = false;
        at += text.charAt(at) == '-' ? 1 : 0;
        if (at < text.length() && text.charAt(at) == '0') {
            at++;
            if (at < text.length() && isDigit(text.charAt(at))) {
                throw problem("Invalid number, unexpected digit after 0: " + described());
            }
        } else {
            digits();
        }
        if (at < text.length() && text.charAt(at) == '.') {
            isFloat = true;
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            isFloat = true;
            at++;
            at += at < text.length() && "+-".indexOf(text.charAt(at)) >= 0 ? 1 : 0;
            digits();
        }
        return token(isFloat ? Kind.FLOAT : Kind.INT, text.substring(start, at), start);
    }

    private void digits() {
        if (at >= text.length() || !isDigit(text.charAt(at))) {
            throw problem("Invalid number, expected digit but got: " + described());
        }
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private String described() {
        return at < text.length() ? "\"" + text.charAt(at) + "\"." : "<EOF>.";
    }

    private Token string(int start) {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            char c = text.charAt(at++);
            if (c == '"') {
                return token(Kind.STRING, value.toString(), start + 1);
            }
            if (c == '\\') {
                escape(value);
            } else if (c < 0x20 && c != '\t') {
                throw problem(
                        String.format(java.util.Locale.ROOT, "Invalid character within String: \"\\u%04x\".", (int) c));
            } else {
                value.append(c);
            }
        }
        throw problem("Unterminated string.");
    }

    private void escape(StringBuilder value) {
        if (at >= text.length()) {
            throw problem("Invalid character escape sequence.");
        }
        char c = text.charAt(at++);
        int known = "\"/\\bfnrt".indexOf(c);
        if (known >= 0) {
            value.append("\"/\\\b\f\n\r\t".charAt(known));
        } else if (c == 'u'
                && at + 4 <= text.length()
                && text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
            value.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
            at += 4;
        } else {
            throw problem("Invalid character escape sequence: \\" + c + ".");
        }
    }

    private Token blockString(int start) {
        int startLine = line;
        int startColumn = column(start) + 1;
        StringBuilder raw = new StringBuilder();
        at += 3;
        while (at < text.length()) {
            if (text.startsWith("\"\"\"", at)) {
                at += 3;
                return new Token(Kind.BLOCK_STRING, GraphqlBlockString.value(raw.toString()), startLine, startColumn);
            }
            if (text.startsWith("\\\"\"\"", at)) {
                raw.append("\"\"\"");
                at += 4;
                continue;
            }
            char c = text.charAt(at++);
            if (c == '\n' || (c == '\r' && (at >= text.length() || text.charAt(at) != '\n'))) {
                line++;
                lineStart = at;
            }
            raw.append(c);
        }
        throw problem("Unterminated string.");
    }
}
