package dev.agenticframework.localpipelines;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Replaces `$NAME` and `${NAME}` by the values of variables. `$$` is one dollar, and an unknown variable is empty.
final class Expansion {

    /// The most characters of a value: variables that use each other twice would make it arbitrarily long.
    static final int MAX_CHARS = 64 << 10;

    /// The most replacements: variables that use each other twice would take arbitrarily many.
    static final int MAX_STEPS = 10_000;

    private final Map<String, String> variables;
    private int steps;
    private final Set<String> open = new HashSet<>();

    private Expansion(Map<String, String> variables) {
        this.variables = variables;
    }

    static String expand(String text, Map<String, String> expanded) {
        return new Expansion(Map.of()).replaced(text, expanded);
    }

    /// Replaces the variables in the values of all variables. A variable that leads to itself stays as it
    /// is written.
    static Map<String, String> expandAll(Map<String, String> variables) {
        var all = new LinkedHashMap<String, String>();
        variables.forEach((name, value) -> all.put(name, new Expansion(variables).value(name)));
        return all;
    }

    private String value(String name) {
        var written = variables.getOrDefault(name, "");
        if (written.indexOf('$') < 0) {
            return written;
        }
        if (++steps > MAX_STEPS || !open.add(name)) {
            return written;
        }
        try {
            return replaced(written, Map.of());
        } finally {
            open.remove(name);
        }
    }

    private String replaced(String text, Map<String, String> expanded) {
        var result = new StringBuilder();
        for (int i = 0; i < text.length() && result.length() < MAX_CHARS; i++) {
            char c = text.charAt(i);
            if (c != '$' || i + 1 == text.length()) {
                result.append(c);
                continue;
            }
            char next = text.charAt(i + 1);
            int start = next == '{' ? i + 2 : i + 1;
            int end = nameEnd(text, start);
            if (next == '$') {
                result.append('$');
                i++;
            } else if (end == start || (next == '{' && (end == text.length() || text.charAt(end) != '}'))) {
                result.append(c);
            } else {
                var name = text.substring(start, end);
                result.append(variables.isEmpty() ? expanded.getOrDefault(name, "") : value(name));
                i = next == '{' ? end : end - 1;
            }
        }
        return result.length() > MAX_CHARS ? result.substring(0, MAX_CHARS) : result.toString();
    }

    private static int nameEnd(String text, int start) {
        int end = start;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return end;
    }
}
