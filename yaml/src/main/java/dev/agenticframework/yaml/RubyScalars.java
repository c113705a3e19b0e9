package dev.agenticframework.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/// What plain scalars mean to Ruby's YAML library Psych: a mixture of YAML 1.1 and rules of its own. Source: the
/// behavior of `Psych::ScalarScanner`.
///
/// Dates and times stay texts, as they are written.
final class RubyScalars implements Schema {

    /// Ruby's value of a scalar.
    ///
    /// @param text as Ruby prints it
    record Value(Tag tag, String text) {}

    private static final Pattern WORD =
            Pattern.compile("[^0-9.:-]?[\\p{IsAlphabetic}_\\s!@#$%^&*(){}<>|/\\\\~;=]+.*", Pattern.DOTALL);
    private static final int MAX_WORD_CHARS = 5;
    private static final Pattern SEXAGESIMAL =
            Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}(?<fraction>\\.[0-9_]*)?");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(?:[0-9][0-9_,]*)?\\.[0-9]*(?:[eE][-+][0-9]+)?");
    private static final Pattern INTEGER = Pattern.compile("[-+]?(?:0b[_,]*[01][01_,]*|0[_,]*[0-7][0-7_,]*"
            + "|0|[1-9](?:[0-9]|[,_][0-9])*|0x[_,]*[0-9a-fA-F][0-9a-fA-F_,]*)");
    /// No number is longer.
    private static final int MAX_NUMBER_CHARS = 100;

    @Override
    public ScalarResolver getScalarResolver() {
        return (text, implicit) -> implicit ? value(text).tag() : Tag.STR;
    }

    @Override
    public Map<Tag, ConstructNode> getSchemaTagConstructors() {
        return Map.of();
    }

    static Value value(String text) {
        if (text.isEmpty()) {
            return new Value(Tag.NULL, text);
        } else if (text.length() > MAX_NUMBER_CHARS) {
            return new Value(Tag.STR, text);
        } else if (WORD.matcher(text).matches()) {
            return word(text);
        } else if (text.startsWith(":") && text.length() > 1) {
            return new Value(Tag.STR, unquoted(text.substring(1)));
        }
        return number(text);
    }

    private static Value word(String text) {
        if (text.length() > MAX_WORD_CHARS) {
            return new Value(Tag.STR, text);
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "~", "null" -> new Value(Tag.NULL, "");
            case "yes", "true", "on" -> new Value(Tag.BOOL, "true");
            case "no", "false", "off" -> new Value(Tag.BOOL, "false");
            default -> new Value(Tag.STR, text);
        };
    }

    /// The text of a symbol.
    private static String unquoted(String symbol) {
        char first = symbol.charAt(0);
        boolean quoted =
                symbol.length() > 1 && (first == '"' || first == '\'') && symbol.charAt(symbol.length() - 1) == first;
        return quoted ? symbol.substring(1, symbol.length() - 1) : symbol;
    }

    private static Value number(String text) {
        switch (text.toLowerCase(Locale.ROOT)) {
            case ".inf", "+.inf" -> {
                return new Value(Tag.FLOAT, "Infinity");
            }
            case "-.inf" -> {
                return new Value(Tag.FLOAT, "-Infinity");
            }
            case ".nan" -> {
                return new Value(Tag.FLOAT, "NaN");
            }
            default -> {}
        }
        var sexagesimal = SEXAGESIMAL.matcher(text);
        if (sexagesimal.matches()) {
            return sexagesimal.group("fraction") == null
                    ? new Value(Tag.INT, base60(text).toBigInteger().toString())
                    : new Value(Tag.FLOAT, printed(base60(text).doubleValue()));
        } else if (FLOAT.matcher(text).matches() && text.chars().anyMatch(Character::isDigit)) {
            return new Value(Tag.FLOAT, printed(Double.parseDouble(text.replaceAll("[,_]", ""))));
        } else if (INTEGER.matcher(text).matches()) {
            return new Value(Tag.INT, whole(text.replaceAll("[,_]", "")).toString());
        }
        return new Value(Tag.STR, text);
    }

    /// Psych takes `12:30` for hours and minutes, and counts seconds.
    private static BigDecimal base60(String text) {
        var sum = BigDecimal.ZERO;
        int seconds = 3_600;
        for (var part : text.replace("_", "").split(":", -1)) {
            sum = sum.add(new BigDecimal(part.endsWith(".") ? part + "0" : part).multiply(BigDecimal.valueOf(seconds)));
            seconds /= 60;
        }
        return sum;
    }

    private static BigInteger whole(String text) {
        boolean negative = text.startsWith("-");
        var digits = text.replaceFirst("^[-+]", "");
        var value = digits.startsWith("0x")
                ? new BigInteger(digits.substring(2), 16)
                : digits.startsWith("0b")
                        ? new BigInteger(digits.substring(2), 2)
                        : new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
        return negative ? value.negate() : value;
    }

    /// A floating-point number as Ruby prints it: `1.0e+16` from 10^16 on and `1.0e-05` below 0.0001.
    private static String printed(double number) {
        double size = Math.abs(number);
        if (Double.isInfinite(number)) {
            return number > 0 ? "Infinity" : "-Infinity";
        } else if (size != 0 && (size >= 1e16 || size < 1e-4)) {
            var parts = Double.toString(number).split("E", -1);
            int exponent = Integer.parseInt(parts[1]);
            return "%se%s%02d".formatted(parts[0], exponent < 0 ? "-" : "+", Math.abs(exponent));
        }
        var plain = new BigDecimal(Double.toString(number)).toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }
}
