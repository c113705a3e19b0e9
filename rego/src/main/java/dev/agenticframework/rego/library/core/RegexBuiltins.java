package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// `regex.*`.
public final class RegexBuiltins {
    private RegexBuiltins() {}

    public static void register(BuiltinTable table) {
        table.function("regex.match", (_, operands) -> match(operands));
        table.function("re_match", (_, operands) -> match(operands));
        table.function("regex.is_valid", (_, operands) -> isValid(operands[0]));
        table.function("regex.split", (_, operands) -> split(operands));
        table.function("regex.replace", (_, operands) -> replace(operands));
        table.function("regex.find_n", (_, operands) -> findN(operands));
        table.function("regex.find_all_string_submatch_n", (_, operands) -> findGroups(operands));
        table.function("regex.template_match", (_, operands) -> templateMatch(operands));
        table.function("regex.globs_match", (_, operands) -> globsMatch(operands));
    }

    private static Value match(Value[] operands) {
        return BooleanValue.of(Regexes.matches(Operands.string(operands, 0), Operands.string(operands, 1)));
    }

    private static Value isValid(Value pattern) {
        return BooleanValue.of(pattern instanceof StringValue text && Regexes.isValid(text.text()));
    }

    private static Value split(Value[] operands) {
        String pattern = Operands.string(operands, 0);
        String text = Operands.string(operands, 1);
        if (!pattern.isEmpty() && text.isEmpty()) {
            Regexes.compile(pattern);
            return ArrayValue.of(StringValue.EMPTY);
        }
        List<Value> parts = new ArrayList<>();
        int start = 0;
        int end = 0;
        for (int[] match : Regexes.findAll(pattern, text, -1)) {
            end = match[0];
            if (match[1] != 0) {
                parts.add(StringValue.of(text.substring(start, end)));
            }
            start = match[1];
        }
        if (end != text.length()) {
            parts.add(StringValue.of(text.substring(start)));
        }
        return ArrayValue.of(parts);
    }

    private static Value replace(Value[] operands) {
        String text = Operands.string(operands, 0);
        String pattern = Operands.string(operands, 1);
        return StringValue.of(Regexes.replaceAll(text, pattern, Operands.string(operands, 2)));
    }

    private static Value findN(Value[] operands) {
        String text = Operands.string(operands, 1);
        List<Value> found = new ArrayList<>();
        for (int[] match : Regexes.findAll(Operands.string(operands, 0), text, Operands.index(operands, 2))) {
            found.add(StringValue.of(Regexes.group(text, match, 0)));
        }
        return ArrayValue.of(found);
    }

    private static Value findGroups(Value[] operands) {
        String text = Operands.string(operands, 1);
        List<Value> found = new ArrayList<>();
        for (int[] match : Regexes.findAll(Operands.string(operands, 0), text, Operands.index(operands, 2))) {
            List<Value> groups = new ArrayList<>();
            for (int group = 0; group < match.length / 2; group++) {
                groups.add(StringValue.of(Regexes.group(text, match, group)));
            }
            found.add(ArrayValue.of(groups));
        }
        return ArrayValue.of(found);
    }

    private static Value templateMatch(Value[] operands) {
        String template = Operands.string(operands, 0);
        String text = Operands.string(operands, 1);
        String opening = Operands.string(operands, 2);
        String closing = Operands.string(operands, 3);
        char start = delimiter("start", opening, opening);
        char end = delimiter("end", closing, opening);
        return BooleanValue.of(Regexes.matches(templatePattern(template, start, end), text));
    }

    // The reference counts bytes, and formats those of the first delimiter in both cases.
    private static char delimiter(String which, String delimiter, String told) {
        if (delimiter.getBytes(StandardCharsets.UTF_8).length != 1) {
            int length = told.getBytes(StandardCharsets.UTF_8).length;
            throw BuiltinException.failure(
                    which + " delimiter has to be exactly one character long but is " + length + " long");
        }
        return delimiter.charAt(0);
    }

    // The text between delimiters is a pattern. The rest is literal.
    private static String templatePattern(String template, char start, char end) {
        StringBuilder pattern = new StringBuilder("^");
        int level = 0;
        int literalStart = 0;
        int patternStart = 0;
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == start && ++level == 1) {
                pattern.append(Regexes.quote(template.substring(literalStart, i)));
                patternStart = i + 1;
            } else if (c == end && c != start && --level == 0) {
                String inner = template.substring(patternStart, i);
                Regexes.compile("^" + inner + "$");
                pattern.append('(').append(inner).append(')');
                literalStart = i + 1;
            }
            if (level < 0) {
                break;
            }
        }
        if (level != 0) {
            throw BuiltinException.failure("unbalanced braces in " + StringValue.of(template));
        }
        return pattern.append(Regexes.quote(template.substring(literalStart)))
                .append('$')
                .toString();
    }

    private static Value globsMatch(Value[] operands) {
        return BooleanValue.of(GlobIntersection.isNonEmpty(Operands.string(operands, 0), Operands.string(operands, 1)));
    }
}
