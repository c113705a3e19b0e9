package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.builtin.TextBound;
import dev.agenticframework.rego.library.go.GoSprintf;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/// Functions that search and join strings. Positions count code points.
public final class StringBuiltins {
    private StringBuiltins() {}

    public static void register(BuiltinTable table) {
        table.function("concat", (_, operands) -> concat(operands));
        table.function("contains", (_, operands) -> test(operands, String::contains));
        table.function("startswith", (_, operands) -> test(operands, String::startsWith));
        table.function("endswith", (_, operands) -> test(operands, String::endsWith));
        table.function("strings.any_prefix_match", (_, operands) -> anyMatch(operands, String::startsWith));
        table.function("strings.any_suffix_match", (_, operands) -> anyMatch(operands, String::endsWith));
        table.function("strings.count", (_, operands) -> count(operands));
        table.function("indexof", (_, operands) -> indexOf(operands));
        table.function("indexof_n", (_, operands) -> indexesOf(operands));
        table.function("substring", (_, operands) -> substring(operands));
        table.function("split", (_, operands) -> split(operands));
        table.function("strings.split_n", (_, operands) -> splitN(operands));
        table.function("format_int", (_, operands) -> formatInt(operands));
        table.function("sprintf", (_, operands) -> sprintf(operands));
    }

    private static Value test(Value[] operands, BiPredicate<String, String> test) {
        return BooleanValue.of(test.test(Operands.string(operands, 0), Operands.string(operands, 1)));
    }

    private static Value concat(Value[] operands) {
        String delimiter = Operands.string(operands, 0);
        List<String> parts = Operands.strings(operands, 1, "set", "array");
        long chars = (long) delimiter.length() * parts.size();
        for (String part : parts) {
            chars += part.length();
        }
        TextBound.require(chars);
        return StringValue.of(String.join(delimiter, parts));
    }

    private static Value anyMatch(Value[] operands, BiPredicate<String, String> matches) {
        List<String> searched = oneOrMore(operands, 0);
        List<String> affixes = oneOrMore(operands, 1);
        for (String text : searched) {
            for (String affix : affixes) {
                if (matches.test(text, affix)) {
                    return BooleanValue.TRUE;
                }
            }
        }
        return BooleanValue.FALSE;
    }

    private static List<String> oneOrMore(Value[] operands, int position) {
        return operands[position] instanceof StringValue text
                ? List.of(text.text())
                : Operands.strings(operands, position, "string", "set", "array");
    }

    private static Value count(Value[] operands) {
        String text = Operands.string(operands, 0);
        String searched = Operands.string(operands, 1);
        if (searched.isEmpty()) {
            return NumberValue.of(text.codePointCount(0, text.length()) + 1);
        }
        int count = 0;
        for (int at = text.indexOf(searched); at >= 0; at = text.indexOf(searched, at + searched.length())) {
            count++;
        }
        return NumberValue.of(count);
    }

    private static Value indexOf(Value[] operands) {
        String text = Operands.string(operands, 0);
        int at = text.indexOf(needle(operands));
        return NumberValue.of(at < 0 ? -1 : text.codePointCount(0, at));
    }

    private static Value indexesOf(Value[] operands) {
        String text = Operands.string(operands, 0);
        String needle = needle(operands);
        List<Value> found = new ArrayList<>();
        for (int at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
            found.add(NumberValue.of(text.codePointCount(0, at)));
        }
        return ArrayValue.of(found);
    }

    private static String needle(Value[] operands) {
        String needle = Operands.string(operands, 1);
        if (needle.isEmpty()) {
            throw BuiltinException.failure("empty search character");
        }
        return needle;
    }

    private static Value substring(Value[] operands) {
        String text = Operands.string(operands, 0);
        int offset = Operands.index(operands, 1);
        int length = Operands.index(operands, 2);
        if (offset < 0) {
            throw BuiltinException.failure("negative offset");
        }
        int points = text.codePointCount(0, text.length());
        if (offset >= points) {
            return StringValue.EMPTY;
        }
        int start = text.offsetByCodePoints(0, offset);
        int end = length < 0 || length >= points - offset ? text.length() : text.offsetByCodePoints(start, length);
        return StringValue.of(text.substring(start, end));
    }

    private static Value split(Value[] operands) {
        return ArrayValue.of(parts(Operands.string(operands, 0), Operands.string(operands, 1), Integer.MAX_VALUE));
    }

    private static Value splitN(Value[] operands) {
        String text = Operands.string(operands, 0);
        String delimiter = Operands.string(operands, 1);
        int n = Operands.index(operands, 2);
        if (n == 0) {
            return ArrayValue.EMPTY;
        }
        List<Value> parts = parts(text, delimiter, n < 0 || n == Integer.MAX_VALUE ? Integer.MAX_VALUE : n + 1);
        return ArrayValue.of(
                n < 0
                        ? parts.subList(Math.max(parts.size() + n, 0), parts.size())
                        : parts.subList(0, Math.min(n, parts.size())));
    }

    private static List<Value> parts(String text, String delimiter, int limit) {
        List<Value> parts = new ArrayList<>();
        int start = 0;
        while (parts.size() < limit - 1) {
            int end = delimiter.isEmpty() ? nextPoint(text, start) : text.indexOf(delimiter, start);
            if (end < 0) {
                break;
            }
            parts.add(StringValue.of(text.substring(start, end)));
            start = end + delimiter.length();
        }
        if (!delimiter.isEmpty() || start < text.length()) {
            parts.add(StringValue.of(text.substring(start)));
        }
        return parts;
    }

    // Returns the end of the code point at `start`, or -1 if it is the last one or there is none.
    private static int nextPoint(String text, int start) {
        if (start >= text.length()) {
            return -1;
        }
        int end = text.offsetByCodePoints(start, 1);
        return end >= text.length() ? -1 : end;
    }

    private static Value formatInt(Value[] operands) {
        NumberValue number = Operands.number(operands, 0);
        int base = base(Operands.number(operands, 1));
        if (number.isWhole()) {
            return StringValue.of(Operands.toBigInteger(number).toString(base));
        }
        return StringValue.of(BinaryFloat.of(number).truncated().toString(base));
    }

    private static int base(NumberValue base) {
        return switch (base.toString()) {
            case "2" -> 2;
            case "8" -> 8;
            case "10" -> 10;
            case "16" -> 16;
            default -> throw BuiltinException.operand(2, "must be one of {2, 8, 10, 16}");
        };
    }

    private static Value sprintf(Value[] operands) {
        String format = Operands.string(operands, 0);
        ArrayValue values = Operands.array(operands, 1);
        return StringValue.of(GoSprintf.format(format, values));
    }
}
