package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// `glob.*`, with globs translated to regular expressions that run in linear time.
public final class GlobBuiltins {
    private static final int MAX_CACHED = 1_000;
    private static final Map<GlobKey, String> CACHE = new ConcurrentHashMap<>();

    private GlobBuiltins() {}

    private record GlobKey(String pattern, String delimiters) {}

    public static void register(BuiltinTable table) {
        table.function("glob.match", (_, operands) -> match(operands));
        table.function("glob.quote_meta", (_, operands) -> StringValue.of(quote(Operands.string(operands, 0))));
    }

    private static Value match(Value[] operands) {
        String pattern = Operands.string(operands, 0);
        GlobKey key = new GlobKey(pattern, delimiters(operands));
        String text = Operands.string(operands, 2);
        String regex = CACHE.get(key);
        if (regex == null) {
            regex = GlobPattern.toRegex(pattern, key.delimiters());
            if (CACHE.size() >= MAX_CACHED) {
                CACHE.clear();
            }
            CACHE.put(key, regex);
        }
        return BooleanValue.of(Regexes.matches(regex, text));
    }

    private static String delimiters(Value[] operands) {
        if (operands[1] instanceof NullValue) {
            return "";
        }
        if (!(operands[1] instanceof ArrayValue array)) {
            throw Operands.wrongType(1, operands[1], "array", "null");
        }
        List<String> delimiters = new ArrayList<>();
        for (Value element : array) {
            if (!(element instanceof StringValue text)) {
                throw Operands.wrongElement(1, array, element, "string");
            }
            if (text.text().codePointCount(0, text.text().length()) != 1) {
                throw Operands.wrongElement(1, array, element, "rune");
            }
            delimiters.add(text.text());
        }
        return delimiters.isEmpty() ? "." : String.join("", delimiters);
    }

    private static String quote(String pattern) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if ("*?\\[]{}".indexOf(c) >= 0) {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.toString();
    }
}
