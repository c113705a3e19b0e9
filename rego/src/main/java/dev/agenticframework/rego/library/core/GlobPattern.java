package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinException;

/// Translates a glob (`*`, `**`, `?`, `[a-z]`, `[!a]`, `{a,b}`, `\` escapes) to a regular expression.
final class GlobPattern {
    private final String pattern;
    private final String notDelimiter;
    private final StringBuilder out = new StringBuilder("(?s)^");
    private int at;
    private int depth;

    private GlobPattern(String pattern, String delimiters) {
        this.pattern = pattern;
        this.notDelimiter = delimiters.isEmpty() ? "." : "[^" + inClass(delimiters) + "]";
    }

    static String toRegex(String pattern, String delimiters) {
        return new GlobPattern(pattern, delimiters).translate();
    }

    private String translate() {
        while (at < pattern.length()) {
            step(pattern.charAt(at++));
        }
        if (depth > 0) {
            throw syntaxError(pattern.length(), "unclosed `{`");
        }
        return out.append('$').toString();
    }

    private void step(char c) {
        switch (c) {
            case '*' -> star();
            case '?' -> out.append(notDelimiter);
            case '[' -> characterClass();
            case '{' -> {
                depth++;
                out.append("(?:");
            }
            case '}' -> closeAlternatives();
            case ',' -> out.append(depth > 0 ? "|" : ",");
            case '\\' -> escaped();
            default -> out.append(Regexes.quote(String.valueOf(c)));
        }
    }

    private void star() {
        boolean any = false;
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            any = true;
            at++;
        }
        out.append(any ? "." : notDelimiter).append('*');
    }

    private void closeAlternatives() {
        if (depth == 0) {
            out.append("\\}");
        } else {
            depth--;
            out.append(')');
        }
    }

    private void escaped() {
        if (at >= pattern.length()) {
            throw syntaxError(at, "trailing backslash");
        }
        int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        out.append(Regexes.quote(Character.toString(c)));
    }

    private void characterClass() {
        int close = at;
        while (close < pattern.length() && pattern.charAt(close) != ']') {
            close += pattern.charAt(close) == '\\' ? 2 : 1;
        }
        if (close >= pattern.length()) {
            throw syntaxError(pattern.length(), "unexpected end of input");
        }
        String inner = pattern.substring(at, close);
        at = close + 1;
        boolean negated = inner.startsWith("!");
        String body = negated ? inner.substring(1) : inner;
        out.append(negated ? "[^" : "[").append(classBody(body, at)).append(']');
    }

    // Either one range, or characters.
    private static String classBody(String body, int end) {
        if (body.isEmpty()) {
            throw syntaxError(end, "could not parse range");
        }
        int first = body.codePointAt(0);
        String rest = body.substring(Character.charCount(first));
        if (first == '\\' || !rest.startsWith("-")) {
            return inClass(unescape(body));
        }
        if (rest.length() == 1) {
            throw syntaxError(end, "unexpected end of input");
        }
        int last = rest.codePointAt(1);
        if (last < first) {
            throw syntaxError(end, "range hi character is less than lo");
        }
        if (rest.length() > 1 + Character.charCount(last)) {
            throw syntaxError(end, "expected close range character");
        }
        return inClass(Character.toString(first)) + "-" + inClass(Character.toString(last));
    }

    private static BuiltinException syntaxError(int at, String problem) {
        return BuiltinException.failure("glob: syntax error at " + at + ": " + problem);
    }

    private static String unescape(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    private static String inClass(String characters) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            if ("\\]^-[".indexOf(c) >= 0) {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.toString();
    }
}
