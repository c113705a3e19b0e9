package dev.agenticframework.rego.library.encoding;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.JsonWriter;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `urlquery.*` and `uri.*`.
public final class UrlBuiltins {
    private static final String UNRESERVED = "-_.~";

    private UrlBuiltins() {}

    public static void register(BuiltinTable table) {
        table.function("urlquery.encode", (_, operands) -> StringValue.of(escape(Operands.string(operands, 0))));
        table.function(
                "urlquery.decode", (_, operands) -> StringValue.of(unescape(Operands.string(operands, 0), true)));
        table.function("urlquery.encode_object", (_, operands) -> encodeObject(operands));
        table.function("urlquery.decode_object", (_, operands) -> decodeObject(Operands.string(operands, 0)));
        table.function(
                "uri.parse",
                (_, operands) -> Uri.parse(Operands.string(operands, 0)).toValue());
        table.function("uri.is_valid", (_, operands) -> BooleanValue.of(isValidUri(operands[0])));
    }

    private static boolean isValidUri(Value value) {
        if (!(value instanceof StringValue text) || text.text().isEmpty()) {
            return false;
        }
        try {
            Uri.parse(text.text());
            return true;
        } catch (BuiltinException invalid) {
            return false;
        }
    }

    public static String escape(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c == ' ') {
                out.append('+');
            } else if ((c < 0x80 && Character.isLetterOrDigit(c)) || UNRESERVED.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(String.format(java.util.Locale.ROOT, "%02X", (int) c));
            }
        }
        return out.toString();
    }

    static String unescape(String text, boolean plusIsSpace) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < source.length; i++) {
            if (source[i] == '%') {
                bytes.write(hexByte(source, i));
                i += 2;
            } else {
                bytes.write(source[i] == '+' && plusIsSpace ? ' ' : source[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int hexByte(byte[] source, int percent) {
        int high = percent + 1 < source.length ? Character.digit(source[percent + 1], 16) : -1;
        int low = percent + 2 < source.length ? Character.digit(source[percent + 2], 16) : -1;
        if (high < 0 || low < 0) {
            int end = Math.min(percent + 3, source.length);
            String bad = new String(source, percent, end - percent, StandardCharsets.UTF_8);
            throw BuiltinException.failure("invalid URL escape " + StringValue.of(bad));
        }
        return high * 16 + low;
    }

    private static Value encodeObject(Value[] operands) {
        ObjectValue object = Operands.object(operands, 0);
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < object.size(); i++) {
            String key = escape(JsonWriter.keyText(object.keyAt(i)));
            for (String value : values(object.valueAt(i))) {
                pairs.add(key + "=" + escape(value));
            }
        }
        return StringValue.of(String.join("&", pairs));
    }

    private static List<String> values(Value value) {
        List<String> texts = new ArrayList<>();
        Iterable<Value> items = switch (value) {
            case StringValue _ -> ArrayValue.of(value);
            case ArrayValue array -> array;
            case SetValue set -> set;
            default -> throw wrongValue();
        };
        for (Value item : items) {
            if (!(item instanceof StringValue text)) {
                throw wrongValue();
            }
            texts.add(text.text());
        }
        return texts;
    }

    private static BuiltinException wrongValue() {
        return BuiltinException.operand(1, "values must be string, array[string], or set[string]");
    }

    private static Value decodeObject(String query) {
        Map<String, List<Value>> byKey = new TreeMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.contains(";")) {
                throw BuiltinException.failure("invalid semicolon separator in query");
            }
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String key = unescape(equals < 0 ? pair : pair.substring(0, equals), true);
                String value = equals < 0 ? "" : unescape(pair.substring(equals + 1), true);
                byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(StringValue.of(value));
            }
        }
        ObjectValue.Builder object = ObjectValue.builder();
        byKey.forEach((key, values) -> object.put(key, ArrayValue.of(values)));
        return object.build();
    }
}
