package dev.agenticframework.policy;

import java.util.ArrayList;
import java.util.List;

/// Splits HCL into tokens.
final class HclLexer {

    static final int MAX_CHARS = 1 << 20;
    static final int MAX_TOKENS = 200_000;

    private static final List<String> MARKS = List.of(
            "...", "==", "!=", "<=", ">=", "&&", "||", "=>", "{", "}", "[", "]", "(", ")", "=", ",", ".", ":", "?", "+",
            "-", "*", "/", "%", "!", "<", ">");

    private final String source;
    private final List<HclToken> tokens = new ArrayList<>();
    private int at;
    private int line = 1;

    private HclLexer(String source) {
        this.source = source;
    }

    static List<HclToken> tokens(String source) throws HclException {
        if (source.length() > MAX_CHARS) {
            throw new HclException(1, "more than " + MAX_CHARS + " characters");
        }
        var lexer = new HclLexer(source.replace("\r\n", "\n"));
        lexer.run();
        return lexer.tokens;
    }

    private void run() throws HclException {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (tokens.size() > MAX_TOKENS) {
                throw new HclException(line, "more than " + MAX_TOKENS + " tokens");
            } else if (c == '\n') {
                add("newline", "\n", at, at + 1);
                line++;
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '#' || source.startsWith("//", at)) {
                at = lineEnd();
            } else if (source.startsWith("/*", at)) {
                comment();
            } else if (c == '"') {
                quoted();
            } else if (source.startsWith("<<", at) && !source.startsWith("<<=", at)) {
                heredoc();
            } else {
                word(c);
            }
        }
        add("newline", "\n", at, at);
        add("end", "", at, at);
    }

    private void add(String kind, String text, int start, int end) {
        tokens.add(new HclToken(kind, text, line, start, end));
        at = end;
    }

    private int lineEnd() {
        int end = source.indexOf('\n', at);
        return end < 0 ? source.length() : end;
    }

    private void comment() throws HclException {
        int end = source.indexOf("*/", at + 2);
        if (end < 0) {
            throw new HclException(line, "the comment has no end");
        }
        line += (int) source.substring(at, end).chars().filter(c -> c == '\n').count();
        at = end + 2;
    }

    private void word(char c) throws HclException {
        int end = at;
        if (Character.isLetter(c) || c == '_') {
            while (end < source.length()
                    && (Character.isLetterOrDigit(source.charAt(end)) || "_-".indexOf(source.charAt(end)) >= 0)) {
                end++;
            }
            add("name", source.substring(at, end), at, end);
        } else if (Character.isDigit(c)) {
            while (end < source.length()
                    && (Character.isLetterOrDigit(source.charAt(end)) || source.charAt(end) == '.')) {
                end++;
            }
            add("number", source.substring(at, end), at, end);
        } else {
            for (var mark : MARKS) {
                if (source.startsWith(mark, at)) {
                    add("mark", mark, at, at + mark.length());
                    return;
                }
            }
            throw new HclException(line, "'" + c + "' is not expected here");
        }
    }

    /// Interpolations may contain quotes.
    private void quoted() throws HclException {
        var text = new StringBuilder();
        boolean template = false;
        int depth = 0;
        for (int i = at + 1; i < source.length() && source.charAt(i) != '\n'; i++) {
            char c = source.charAt(i);
            if (c == '\\' && i + 1 < source.length()) {
                text.append(escaped(source.charAt(++i)));
            } else if (c == '"' && depth == 0) {
                add(template ? "template" : "text", text.toString(), at, i + 1);
                return;
            } else {
                boolean opens = (c == '$' || c == '%') && i + 1 < source.length() && source.charAt(i + 1) == '{';
                boolean literal = opens && i > 0 && source.charAt(i - 1) == c;
                if (opens && !literal) {
                    template = true;
                    depth++;
                    text.append(c).append('{');
                    i++;
                    continue;
                }
                depth += depth > 0 && c == '{' ? 1 : 0;
                depth -= depth > 0 && c == '}' ? 1 : 0;
                text.append(c);
            }
        }
        throw new HclException(line, "the string has no closing quote");
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            default -> String.valueOf(c);
        };
    }

    private void heredoc() throws HclException {
        int start = at;
        var mark = source.substring(at, lineEnd()).replaceFirst("^<<-?", "").strip();
        int from = lineEnd() + 1;
        int first = line;
        for (int i = from; i <= source.length(); ) {
            int end = source.indexOf('\n', i);
            var text = source.substring(i, end < 0 ? source.length() : end);
            if (text.strip().equals(mark) && !mark.isEmpty()) {
                var body = source.substring(from, i);
                var kind = body.contains("${") || body.contains("%{") ? "template" : "text";
                tokens.add(new HclToken(kind, body, first, start, i + text.length()));
                line += (int) body.chars().filter(c -> c == '\n').count() + 1;
                at = i + text.length();
                return;
            }
            if (end < 0) {
                break;
            }
            i = end + 1;
        }
        throw new HclException(first, "the here-document has no end");
    }
}
