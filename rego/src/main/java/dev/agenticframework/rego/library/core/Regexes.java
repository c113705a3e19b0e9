package dev.agenticframework.rego.library.core;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.TextBound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Regular expressions that run in linear time, with the matching rules of Go's `regexp`.
public final class Regexes {
    /// The number of compiled patterns to keep. The cache is cleared when it is full.
    private static final int MAX_CACHED = 1_000;

    private static final Map<String, Pattern> CACHE = new ConcurrentHashMap<>();

    private Regexes() {}

    static Pattern compile(String pattern) {
        Pattern known = CACHE.get(pattern);
        if (known != null) {
            return known;
        }
        Pattern compiled = parse(pattern);
        if (CACHE.size() >= MAX_CACHED) {
            CACHE.clear();
        }
        CACHE.put(pattern, compiled);
        return compiled;
    }

    private static Pattern parse(String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException invalid) {
            throw BuiltinException.failure(
                    "error parsing regexp: " + invalid.getDescription() + ": `" + invalid.getPattern() + "`");
        }
    }

    public static boolean isValid(String pattern) {
        try {
            compile(pattern);
            return true;
        } catch (BuiltinException invalid) {
            return false;
        }
    }

    public static boolean matches(String pattern, String text) {
        return compile(pattern).matcher(text).find();
    }

    /// Returns the matches in order, as two offsets per group (-1 for a group without a match), at most `limit` of
    /// them; all when it is negative. An empty match directly after another match does not count.
    static List<int[]> findAll(String pattern, String text, int limit) {
        Matcher matcher = compile(pattern).matcher(text);
        List<int[]> found = new ArrayList<>();
        int previousEnd = -1;
        while ((limit < 0 || found.size() < limit) && matcher.find()) {
            boolean empty = matcher.end() == matcher.start();
            if (empty && (matcher.start() == previousEnd || isInsideCharacter(text, matcher.start()))) {
                continue;
            }
            previousEnd = matcher.end();
            found.add(offsets(matcher));
        }
        return found;
    }

    private static boolean isInsideCharacter(String text, int offset) {
        return offset > 0
                && offset < text.length()
                && Character.isLowSurrogate(text.charAt(offset))
                && Character.isHighSurrogate(text.charAt(offset - 1));
    }

    private static int[] offsets(Matcher matcher) {
        int[] offsets = new int[2 * (matcher.groupCount() + 1)];
        for (int group = 0; group <= matcher.groupCount(); group++) {
            offsets[2 * group] = matcher.start(group);
            offsets[2 * group + 1] = matcher.end(group);
        }
        return offsets;
    }

    static String group(String text, int[] match, int group) {
        return match[2 * group] < 0 ? "" : text.substring(match[2 * group], match[2 * group + 1]);
    }

    static String quote(String literal) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if ("\\.+*?()|[]{}^$".indexOf(c) >= 0) {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.toString();
    }

    static String replaceAll(String text, String pattern, String template) {
        StringBuilder out = new StringBuilder();
        int last = 0;
        for (int[] match : findAll(pattern, text, -1)) {
            TextBound.require(out.length());
            out.append(text, last, match[0]);
            expand(out, template, text, match, compile(pattern));
            last = match[1];
        }
        return out.append(text, last, text.length()).toString();
    }

    // "$1", "$name" and "${name}" stand for groups, "$$" for a dollar sign. An unknown group is empty.
    private static void expand(StringBuilder out, String template, String text, int[] match, Pattern pattern) {
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            if (c != '$') {
                out.append(c);
                at++;
                continue;
            }
            if (template.startsWith("$$", at)) {
                out.append('$');
                at += 2;
                continue;
            }
            int end = nameEnd(template, at + 1);
            if (end < 0) {
                out.append('$');
                at++;
                continue;
            }
            boolean braced = template.charAt(at + 1) == '{';
            String name = braced ? template.substring(at + 2, end - 1) : template.substring(at + 1, end);
            appendGroup(out, name, text, match, pattern);
            at = end;
        }
    }

    private static int nameEnd(String template, int start) {
        boolean braced = start < template.length() && template.charAt(start) == '{';
        int end = braced ? start + 1 : start;
        while (end < template.length() && isNameCharacter(template.charAt(end))) {
            end++;
        }
        if (end == (braced ? start + 1 : start)) {
            return -1;
        }
        if (!braced) {
            return end;
        }
        return end < template.length() && template.charAt(end) == '}' ? end + 1 : -1;
    }

    private static boolean isNameCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static void appendGroup(StringBuilder out, String name, String text, int[] match, Pattern pattern) {
        Integer group = name.matches("[0-9]{1,6}")
                ? Integer.valueOf(name)
                : pattern.namedGroups().get(name);
        if (group != null && 2 * group < match.length) {
            out.append(group(text, match, group));
        }
    }
}
