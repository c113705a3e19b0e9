package dev.agenticframework.rego.value;

/// Writes values as JSON with the escapes of Go's encoder.
public final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

    private final boolean pretty;
    private final String prefix;
    private final String indent;
    private final boolean escapeHtml;
    private final StringBuilder out = new StringBuilder();

    private JsonWriter(boolean pretty, String prefix, String indent, boolean escapeHtml) {
        this.pretty = pretty;
        this.prefix = prefix;
        this.indent = indent;
        this.escapeHtml = escapeHtml;
    }

    public static JsonWriter compact() {
        return new JsonWriter(false, "", "", false);
    }

    public static JsonWriter indented(String prefix, String indent) {
        return new JsonWriter(true, prefix, indent, false);
    }

    /// Returns a writer that also escapes `<`, `>` and `&`.
    public JsonWriter htmlSafe() {
        return new JsonWriter(pretty, prefix, indent, true);
    }

    public String write(Value value) {
        value(value, 0);
        return out.toString();
    }

    private void value(Value value, int depth) {
        switch (value) {
            case StringValue text -> string(text.text());
            case ArrayValue array -> items(array, array.size(), depth);
            case SetValue set -> items(set, set.size(), depth);
            case ObjectValue object -> object(object, depth);
            default -> value.writeTerm(out);
        }
    }

    private void items(Iterable<Value> items, int count, int depth) {
        out.append('[');
        boolean first = true;
        for (Value item : items) {
            separate(first, depth + 1);
            first = false;
            value(item, depth + 1);
        }
        close(count, depth, ']');
    }

    private void object(ObjectValue object, int depth) {
        ObjectValue written = hasOnlyTextKeys(object) ? object : byText(object);
        out.append('{');
        for (int i = 0; i < written.size(); i++) {
            separate(i == 0, depth + 1);
            string(((StringValue) written.keyAt(i)).text());
            out.append(pretty ? ": " : ":");
            value(written.valueAt(i), depth + 1);
        }
        close(written.size(), depth, '}');
    }

    // Keys ascend by type, so checking the first and the last one is enough.
    private static boolean hasOnlyTextKeys(ObjectValue object) {
        int size = object.size();
        return size == 0 || (object.keyAt(0) instanceof StringValue && object.keyAt(size - 1) instanceof StringValue);
    }

    private static ObjectValue byText(ObjectValue object) {
        ObjectValue.Builder texts = ObjectValue.builder();
        for (int i = 0; i < object.size(); i++) {
            texts.put(StringValue.of(keyText(object.keyAt(i))), object.valueAt(i));
        }
        return texts.build();
    }

    /// Returns the text of a key: a string itself, anything else as JSON.
    public static String keyText(Value key) {
        return key instanceof StringValue text ? text.text() : compact().write(key);
    }

    private void separate(boolean first, int depth) {
        if (!first) {
            out.append(',');
        }
        newLine(depth);
    }

    private void close(int count, int depth, char bracket) {
        if (count > 0) {
            newLine(depth);
        }
        out.append(bracket);
    }

    private void newLine(int depth) {
        if (pretty) {
            out.append("\n").append(prefix).append(indent.repeat(depth));
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            escape(text.charAt(i));
        }
        out.append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '<', '>', '&' -> {
                if (escapeHtml) {
                    unicode(c);
                } else {
                    out.append(c);
                }
            }
            case '\u2028', '\u2029' -> unicode(c);
            default -> {
                if (c < 0x20) {
                    unicode(c);
                } else {
                    out.append(c);
                }
            }
        }
    }

    private void unicode(char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt((c >> shift) & 0xf));
        }
    }
}
