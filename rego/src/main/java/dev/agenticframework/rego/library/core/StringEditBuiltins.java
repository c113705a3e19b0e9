package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.builtin.TextBound;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/// Functions that change strings.
public final class StringEditBuiltins {
    private static final String MORE_SPACES = "\u000B\u0085\u00A0\u2007\u202F";

    private StringEditBuiltins() {}

    public static void register(BuiltinTable table) {
        table.function("lower", (_, operands) -> map(operands, Character::toLowerCase));
        table.function("upper", (_, operands) -> map(operands, Character::toUpperCase));
        table.function("replace", (_, operands) -> replace(operands));
        table.function("strings.replace_n", (_, operands) -> replaceN(operands));
        table.function("strings.reverse", (_, operands) -> StringValue.of(reverse(Operands.string(operands, 0))));
        table.function("trim", (_, operands) -> edit(operands, (text, set) -> strip(text, among(set), true, true)));
        table.function(
                "trim_left", (_, operands) -> edit(operands, (text, set) -> strip(text, among(set), true, false)));
        table.function(
                "trim_right", (_, operands) -> edit(operands, (text, set) -> strip(text, among(set), false, true)));
        table.function("trim_prefix", (_, operands) -> edit(operands, StringEditBuiltins::withoutPrefix));
        table.function("trim_suffix", (_, operands) -> edit(operands, StringEditBuiltins::withoutSuffix));
        table.function(
                "trim_space",
                (_, operands) ->
                        StringValue.of(strip(Operands.string(operands, 0), StringEditBuiltins::isSpace, true, true)));
    }

    private static Value edit(Value[] operands, BiFunction<String, String, String> edit) {
        return StringValue.of(edit.apply(Operands.string(operands, 0), Operands.string(operands, 1)));
    }

    // Like Go, this maps each character to one character.
    private static Value map(Value[] operands, IntUnaryOperator mapping) {
        String text = Operands.string(operands, 0);
        StringBuilder mapped = new StringBuilder(text.length());
        text.codePoints().map(mapping).forEach(mapped::appendCodePoint);
        return mapped.compareTo(new StringBuilder(text)) == 0 ? operands[0] : StringValue.of(mapped.toString());
    }

    private static Value replace(Value[] operands) {
        String text = Operands.string(operands, 0);
        String from = Operands.string(operands, 1);
        String to = Operands.string(operands, 2);
        TextBound.require(TextBound.replaced(text, from, to));
        return StringValue.of(text.replace(from, to));
    }

    private record Replacement(String from, String to) {}

    private static Value replaceN(Value[] operands) {
        ObjectValue patterns = Operands.object(operands, 0);
        String text = Operands.string(operands, 1);
        List<Replacement> replacements = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) {
            replacements.add(replacement(patterns.keyAt(i), patterns.valueAt(i)));
        }
        return StringValue.of(replaceAll(text, replacements));
    }

    private static Replacement replacement(Value from, Value to) {
        if (!(from instanceof StringValue key)) {
            throw BuiltinException.operand(1, "non-string key found in pattern object");
        }
        if (!(to instanceof StringValue value)) {
            throw BuiltinException.operand(1, "non-string value found in pattern object");
        }
        return new Replacement(key.text(), value.text());
    }

    // At each position, the first matching pattern is replaced. Replaced text is not searched again.
    private static String replaceAll(String text, List<Replacement> replacements) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        boolean afterMatch = false;
        while (at <= text.length()) {
            Replacement fit = firstFit(text, at, replacements, afterMatch);
            if (fit != null) {
                out.append(fit.to());
            }
            afterMatch = fit != null && !fit.from().isEmpty();
            if (afterMatch && fit != null) {
                at += fit.from().length();
            } else {
                if (at < text.length()) {
                    out.append(text.charAt(at));
                }
                at++;
            }
        }
        return out.toString();
    }

    private static @org.jspecify.annotations.Nullable Replacement firstFit(
            String text, int at, List<Replacement> replacements, boolean afterMatch) {
        for (Replacement replacement : replacements) {
            if (text.startsWith(replacement.from(), at) && !(replacement.from().isEmpty() && afterMatch)) {
                return replacement;
            }
        }
        return null;
    }

    private static String reverse(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    private static IntPredicate among(String set) {
        return c -> set.indexOf(c) >= 0;
    }

    static boolean isSpace(int c) {
        return (Character.isWhitespace(c) && !(c >= 0x1c && c <= 0x1f)) || MORE_SPACES.indexOf(c) >= 0;
    }

    private static String strip(String text, IntPredicate stripped, boolean left, boolean right) {
        int start = 0;
        int end = text.length();
        while (left && start < end && stripped.test(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (right && end > start && stripped.test(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    private static String withoutPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static String withoutSuffix(String text, String suffix) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }
}
