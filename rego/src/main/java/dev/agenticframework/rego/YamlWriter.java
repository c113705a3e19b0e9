package dev.agenticframework.rego;

import java.util.regex.Pattern;

/// Writes values as block YAML: keys ascending, two spaces a level, lists indented below keys.
final class YamlWriter {
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z_/.(][A-Za-z0-9_/.()+$^;=~ -]*(:[A-Za-z0-9_/.()+$^;=~-]+ ?)*");
    private static final Pattern RESERVED =
            Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|~|\\.inf|\\.nan|<<|-|=");

    private final StringBuilder out = new StringBuilder();

    private YamlWriter() {}

    static String write(Value value) {
        YamlWriter writer = new YamlWriter();
        writer.block(value, 0, false);
        return writer.out.toString();
    }

    // Writes a value whose line has begun (`inline` after a dash) or begins here.
    private void block(Value value, int depth, boolean inline) {
        switch (value) {
            case ObjectValue object when object.size() > 0 -> object(object, depth, inline);
            case ArrayValue array when array.size() > 0 -> items(array, depth, inline);
            case SetValue set when set.size() > 0 -> items(set, depth, inline);
            default -> scalar(value, depth);
        }
    }

    private void object(ObjectValue object, int depth, boolean inline) {
        boolean begun = inline;
        for (int i = 0; i < object.size(); i++) {
            indent(begun ? 0 : depth);
            begun = false;
            text(JsonWriter.keyText(object.keyAt(i)), depth);
            out.append(':');
            Value value = object.valueAt(i);
            if (isBlock(value)) {
                out.append('\n');
                block(value, depth + 1, false);
            } else {
                out.append(' ');
                scalar(value, depth + 1);
            }
        }
    }

    private void items(Iterable<Value> items, int depth, boolean inline) {
        boolean begun = inline;
        for (Value item : items) {
            indent(begun ? 0 : depth);
            begun = false;
            out.append("- ");
            block(item, depth + 1, true);
        }
    }

    private static boolean isBlock(Value value) {
        return switch (value) {
            case ObjectValue object -> object.size() > 0;
            case ArrayValue array -> array.size() > 0;
            case SetValue set -> set.size() > 0;
            default -> false;
        };
    }

    private void indent(int depth) {
        out.append("  ".repeat(depth));
    }

    private void scalar(Value value, int depth) {
        switch (value) {
            case StringValue text -> text(text.text(), depth);
            case ObjectValue _ -> out.append("{}");
            case ArrayValue _, SetValue _ -> out.append("[]");
            default -> out.append(value);
        }
        out.append('\n');
    }

    private void text(String text, int depth) {
        if (text.indexOf('\n') >= 0 && isLiteral(text)) {
            literal(text, depth);
        } else if (isPlain(text)) {
            out.append(text);
        } else if (isAmbiguous(text)) {
            out.append('"').append(text).append('"');
        } else if (text.codePoints().allMatch(TermText::isPrintable)) {
            out.append('\'').append(text.replace("'", "''")).append('\'');
        } else {
            TermText.quote(out, text);
        }
    }

    private static boolean isAmbiguous(String text) {
        return text.isEmpty() || RESERVED.matcher(text).matches() || looksLikeNumber(text);
    }

    private static boolean isLiteral(String text) {
        return !text.startsWith(" ")
                && !text.startsWith("\n")
                && text.chars().allMatch(c -> c == '\n' || TermText.isPrintable(c));
    }

    private void literal(String text, int depth) {
        out.append(text.endsWith("\n\n") ? "|+" : text.endsWith("\n") ? "|" : "|-");
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        for (String line : body.split("\n", -1)) {
            out.append('\n').append(line.isEmpty() ? "" : "  ".repeat(Math.max(depth, 1)) + line);
        }
    }

    private static boolean isPlain(String text) {
        return !text.isEmpty()
                && !isAmbiguous(text)
                && !text.endsWith(" ")
                && !text.contains(": ")
                && !text.endsWith(":")
                && PLAIN.matcher(text).matches();
    }

    private static boolean looksLikeNumber(String text) {
        return !text.isEmpty() && !(YamlText.plain(text) instanceof StringValue);
    }
}
