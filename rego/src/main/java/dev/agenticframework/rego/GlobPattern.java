package dev.agenticframework.rego;

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
            throw BuiltinException.failure("unexpected end of pattern: alternatives are not closed");
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
            throw BuiltinException.failure("unexpected end of pattern: nothing is escaped");
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
            throw BuiltinException.failure("unexpected end of pattern: a class is not closed");
        }
        String inner = pattern.substring(at, close);
        at = close + 1;
        boolean negated = inner.startsWith("!");
        String body = negated ? inner.substring(1) : inner;
        boolean range = body.length() == 3 && body.charAt(1) == '-';
        out.append(negated ? "[^" : "[")
                .append(
                        range
                                ? inClass(body.substring(0, 1)) + "-" + inClass(body.substring(2))
                                : inClass(unescape(body)))
                .append(']');
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
