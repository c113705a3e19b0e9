package dev.agenticframework.localpipelines;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;

/// A path pattern of `rules: changes` and `rules: exists`, as Ruby's `File.fnmatch` understands it with the flags
/// `FNM_PATHNAME`, `FNM_DOTMATCH` and `FNM_EXTGLOB`: `*` and `?` stay within a folder, `**/` at the beginning of a path
/// component crosses any number of folders, `[a-z]` and `[^a-z]` choose a character, `{a,b}` chooses a text, and a
/// backslash quotes. Matching takes time linear in the length of the path.
final class FnMatch {

    static final int MAX_CHARS = 1_000;
    /// The most patterns that braces can make.
    static final int MAX_ALTERNATIVES = 1_000;

    private final List<Pattern> alternatives;

    private FnMatch(List<Pattern> alternatives) {
        this.alternatives = alternatives;
    }

    static FnMatch of(String glob) {
        var texts = new ArrayList<String>();
        expand(glob.length() > MAX_CHARS ? glob.substring(0, MAX_CHARS) : glob, texts);
        return new FnMatch(texts.stream().map(FnMatch::compiled).toList());
    }

    boolean matches(String path) {
        return alternatives.stream().anyMatch(pattern -> pattern.matches(path));
    }

    /// Replaces the first braces by each of their texts, and what follows likewise.
    private static void expand(String glob, List<String> all) {
        int open = -1;
        int depth = 0;
        var commas = new ArrayList<Integer>();
        for (int i = 0; i < glob.length() && all.size() < MAX_ALTERNATIVES; i++) {
            char c = glob.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                if (depth++ == 0) {
                    open = i;
                    commas.add(i);
                }
            } else if (c == ',' && depth == 1) {
                commas.add(i);
            } else if (c == '}' && depth > 0 && --depth == 0) {
                commas.add(i);
                for (int n = 1; n < commas.size(); n++) {
                    expand(
                            glob.substring(0, open)
                                    + glob.substring(commas.get(n - 1) + 1, commas.get(n))
                                    + glob.substring(i + 1),
                            all);
                }
                return;
            }
        }
        if (all.size() < MAX_ALTERNATIVES) {
            all.add(glob);
        }
    }

    private static Pattern compiled(String glob) {
        var regex = new StringBuilder("(?s)");
        boolean start = true;
        for (int i = 0; i < glob.length(); ) {
            if (start && glob.startsWith("**/", i)) {
                regex.append("(?:[^/]*/)*");
                for (i += 3; i < glob.length() && glob.charAt(i) == '/'; i++) {}
                continue;
            }
            char c = glob.charAt(i);
            start = c == '/';
            switch (c) {
                case '*' -> {
                    regex.append("[^/]*");
                    i++;
                }
                case '?' -> {
                    regex.append("[^/]");
                    i++;
                }
                case '[' -> i = set(glob, i, regex);
                case '\\' -> {
                    int quoted = Math.min(i + 1, glob.length() - 1);
                    regex.append(Pattern.quote(glob.substring(quoted, quoted + 1)));
                    i = quoted + 1;
                }
                default -> {
                    regex.append(Pattern.quote(String.valueOf(c)));
                    i++;
                }
            }
        }
        try {
            return Pattern.compile(regex.toString());
        } catch (PatternSyntaxException e) {
            return Pattern.compile(Pattern.quote(glob));
        }
    }

    /// Returns the place behind the set. An unclosed one matches nothing.
    private static int set(String glob, int open, StringBuilder regex) {
        int i = open + 1;
        boolean negated = i < glob.length() && (glob.charAt(i) == '^' || glob.charAt(i) == '!');
        if (negated) {
            i++;
        }
        var inside = new StringBuilder();
        while (i < glob.length() && (glob.charAt(i) != ']' || inside.isEmpty())) {
            if (glob.charAt(i) == '\\' && i + 1 < glob.length()) {
                i++;
            }
            char c = glob.charAt(i++);
            inside.append("-".indexOf(c) >= 0 ? "-" : Pattern.quote(String.valueOf(c)));
        }
        if (i >= glob.length()) {
            regex.append("[^\\x00-\\x{10FFFF}]");
            return i;
        }
        regex.append(negated ? "[^/" : "[").append(inside).append(']');
        return i + 1;
    }
}
