package dev.agenticframework.rego.value;

import dev.agenticframework.rego.text.GoFloat;
import dev.agenticframework.rego.text.NaturalOrder;
import dev.agenticframework.rego.text.TermText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Writes values as block YAML: keys ascend, levels are indented by two spaces, and lists are indented below keys.
public final class YamlWriter {
    /// Indicators that a plain scalar must not start with, contain, or end with.
    private static final Pattern NOT_PLAIN = Pattern.compile(
            "[#,\\[\\]{}&*!|>'\"%@`].*|[?:-](\\s.*)?|---.*|\\.\\.\\..*|.*:(\\s.*)?|.*\\s#.*|\\s.*|.*\\s",
            Pattern.DOTALL);
    /// Texts that YAML 1.1 reads as a time, or as a number to the base 60.
    private static final Pattern DATE =
            Pattern.compile("\\d{4}-\\d\\d?-\\d\\d?([Tt ].*)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");
    private static final Pattern RESERVED =
            Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|~|[-+]?\\.inf|\\.nan|<<|=");

    private static final BigDecimal UNSIGNED_END = new BigDecimal(BigInteger.ONE.shiftLeft(64));
    private static final int SCIENTIFIC_FROM = 6;

    private final StringBuilder out = new StringBuilder();

    private YamlWriter() {}

    public static String write(Value value) {
        YamlWriter writer = new YamlWriter();
        writer.block(value, 0, false);
        return writer.out.toString();
    }

    // Writes a value that continues a line (`inline`, after a dash) or starts one.
    private void block(Value value, int depth, boolean inline) {
        switch (value) {
            case ObjectValue object when object.size() > 0 -> object(object, depth, inline);
            case ArrayValue array when array.size() > 0 -> items(array, depth, inline);
            case SetValue set when set.size() > 0 -> items(set, depth, inline);
            default -> scalar(value, depth);
        }
    }

    private void object(ObjectValue object, int depth, boolean inline) {
        SortedMap<String, Value> entries = new TreeMap<>(NaturalOrder.INSTANCE);
        for (int i = 0; i < object.size(); i++) {
            entries.put(JsonWriter.keyText(object.keyAt(i)), object.valueAt(i));
        }
        boolean begun = inline;
        for (Map.Entry<String, Value> entry : entries.entrySet()) {
            indent(begun ? 0 : depth);
            begun = false;
            text(entry.getKey(), depth);
            out.append(':');
            Value value = entry.getValue();
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
            case NumberValue number -> out.append(number(number));
            default -> out.append(value);
        }
        out.append('\n');
    }

    private static boolean isUnsigned(NumberValue number) {
        return number.toBigDecimal().signum() > 0 && number.toBigDecimal().compareTo(UNSIGNED_END) < 0;
    }

    private static String number(NumberValue number) {
        if (number.isLong()) {
            // A whole number of 64 bits is written without a fraction, however it was spelled.
            return Long.toString(number.longValue());
        }
        if (number.isWhole() && isUnsigned(number)) {
            return number.toBigDecimal().toBigInteger().toString();
        }
        double value = number.doubleValue();
        return (value < 0 ? "-" : "") + GoFloat.general(Math.abs(value), 'e', -1, SCIENTIFIC_FROM);
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
        return text.isEmpty()
                || RESERVED.matcher(text).matches()
                || DATE.matcher(text).matches()
                || looksLikeNumber(text);
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
                && text.codePoints().allMatch(TermText::isPrintable)
                && !NOT_PLAIN.matcher(text).matches();
    }

    private static boolean looksLikeNumber(String text) {
        return !(YamlText.plain(text) instanceof StringValue);
    }
}
