package dev.agenticframework.localpipelines;

import com.google.re2j.Pattern;

/// A path pattern as in GitLab: `*` and `?` stay within a folder, `**` crosses folders, `{a,b}` and `[a-z]` choose.
/// Matching takes time linear in the length of the path.
final class Glob {

    static final int MAX_CHARS = 1_000;

    private final Pattern pattern;

    private Glob(Pattern pattern) {
        this.pattern = pattern;
    }

    static Glob of(String glob) {
        var regex = new StringBuilder();
        var text = glob.length() > MAX_CHARS ? glob.substring(0, MAX_CHARS) : glob;
        boolean choosing = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (text.startsWith("**/", i)) {
                regex.append("(?:[^/]*/)*");
                i += 2;
            } else if (text.startsWith("**", i)) {
                regex.append(".*");
                i += 1;
            } else if (c == '{' && text.indexOf('}', i) > 0) {
                choosing = true;
                regex.append("(?:");
            } else if (c == '}' && choosing) {
                choosing = false;
                regex.append(')');
            } else if (c == ',' && choosing) {
                regex.append('|');
            } else if (c == '[' && text.indexOf(']', i + 1) > 0) {
                int end = text.indexOf(']', i + 1);
                regex.append('[').append(set(text.substring(i + 1, end))).append(']');
                i = end;
            } else {
                regex.append(one(c));
            }
        }
        return new Glob(compiled(regex.toString(), text));
    }

    private static Pattern compiled(String regex, String text) {
        try {
            return Pattern.compile("(?s)" + regex);
        } catch (com.google.re2j.PatternSyntaxException e) {
            return Pattern.compile(Pattern.quote(text));
        }
    }

    private static String set(String inside) {
        var text = inside.replace("\\", "\\\\").replace("[", "\\[");
        return text.startsWith("!") ? "^" + text.substring(1) : text;
    }

    private static String one(char c) {
        return switch (c) {
            case '*' -> "[^/]*";
            case '?' -> "[^/]";
            default -> Pattern.quote(String.valueOf(c));
        };
    }

    boolean matches(String path) {
        return pattern.matches(path);
    }

    /// Whether the path or one of its folders matches.
    boolean covers(String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            if (matches(path.substring(0, end))) {
                return true;
            }
        }
        return false;
    }
}
