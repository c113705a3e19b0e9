package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides whether two simple patterns (characters, `.`, `[a-z]`, each repeatable by `*` or `+`) match a common text.
final class GlobIntersection {
    private GlobIntersection() {}

    /// One step of a pattern: the characters that it accepts (null for any), whether it repeats, and whether it may
    /// be absent.
    private record Step(@Nullable BitSet characters, boolean repeats, boolean optional) {
        boolean sharesWith(Step other) {
            return characters == null || other.characters == null || characters.intersects(other.characters);
        }
    }

    private record State(int left, int right) {}

    static boolean isNonEmpty(String left, String right) {
        List<Step> a = parse(left);
        List<Step> b = parse(right);
        boolean[][] seen = new boolean[a.size() + 1][b.size() + 1];
        Deque<State> open = new ArrayDeque<>();
        reach(open, seen, 0, 0);
        while (!open.isEmpty()) {
            State state = open.pop();
            if (state.left() == a.size() && state.right() == b.size()) {
                return true;
            }
            expand(a, b, state, open, seen);
        }
        return false;
    }

    private static void expand(List<Step> a, List<Step> b, State state, Deque<State> open, boolean[][] seen) {
        int i = state.left();
        int j = state.right();
        if (i < a.size() && a.get(i).optional()) {
            reach(open, seen, i + 1, j);
        }
        if (j < b.size() && b.get(j).optional()) {
            reach(open, seen, i, j + 1);
        }
        if (i < a.size() && j < b.size() && a.get(i).sharesWith(b.get(j))) {
            reach(open, seen, i + 1, j + 1);
            if (a.get(i).repeats()) {
                reach(open, seen, i, j + 1);
            }
            if (b.get(j).repeats()) {
                reach(open, seen, i + 1, j);
            }
        }
    }

    private static void reach(Deque<State> open, boolean[][] seen, int left, int right) {
        if (!seen[left][right]) {
            seen[left][right] = true;
            open.push(new State(left, right));
        }
    }

    private static List<Step> parse(String pattern) {
        List<Step> steps = new ArrayList<>();
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (c == '*' || c == '+') {
                throw invalid(pattern, at, "flag '" + c + "' must be preceded by a non-flag");
            }
            if (c == ']') {
                throw invalid(pattern, at, "set-close ']' with no preceding '['");
            }
            BitSet characters = new BitSet();
            boolean any = c == '.';
            if (c == '[') {
                at = readClass(pattern, at, characters);
            } else {
                if (c == '\\') {
                    at++;
                    if (at >= pattern.length()) {
                        throw invalid(pattern, at - 1, "input ends with a \\ (escape) character");
                    }
                }
                characters.set(pattern.charAt(at));
            }
            at++;
            char flag = at < pattern.length() ? pattern.charAt(at) : 0;
            boolean repeats = flag == '*' || flag == '+';
            steps.add(new Step(any ? null : characters, repeats, flag == '*'));
            at += repeats ? 1 : 0;
        }
        return steps;
    }

    // Reads to the closing bracket and returns its position.
    private static int readClass(String pattern, int open, BitSet characters) {
        int close = open + 1;
        List<Character> listed = new ArrayList<>();
        List<Boolean> ranges = new ArrayList<>();
        while (close < pattern.length() && pattern.charAt(close) != ']') {
            boolean escaped = pattern.charAt(close) == '\\' && close + 1 < pattern.length();
            close += escaped ? 1 : 0;
            listed.add(pattern.charAt(close));
            ranges.add(!escaped && pattern.charAt(close) == '-');
            close++;
        }
        if (close >= pattern.length() || listed.isEmpty()) {
            throw invalid(pattern, open, "found [ without matching ]");
        }
        for (int i = 0; i < listed.size(); i++) {
            if (i + 2 < listed.size() && ranges.get(i + 1)) {
                char low = listed.get(i);
                char high = listed.get(i + 2);
                if (low > high) {
                    throw invalid(
                            pattern,
                            close,
                            "range is out of order: '" + high + "' comes before '" + low + "' in Unicode");
                }
                characters.set(low, high + 1);
                i += 2;
            } else {
                characters.set(listed.get(i));
            }
        }
        return close;
    }

    private static BuiltinException invalid(String pattern, int position, String problem) {
        return BuiltinException.failure(
                "input:" + pattern + ", pos:" + (position + 1) + ", " + problem + ": the input provided is invalid");
    }
}
