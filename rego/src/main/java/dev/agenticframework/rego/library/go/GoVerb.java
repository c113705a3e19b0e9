package dev.agenticframework.rego.library.go;

import dev.agenticframework.rego.builtin.TextBound;
import dev.agenticframework.rego.text.GoFloat;
import dev.agenticframework.rego.text.TermText;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/// One directive of a Go format: its flags, width and precision. Formats a value.
final class GoVerb {
    /// The exponent from which the shortest form is scientific.
    private static final int GENERAL_THRESHOLD = 6;

    private boolean plus;
    private boolean minus;
    private boolean sharp;
    private boolean space;
    private boolean zero;
    private int width = -1;
    private int precision = -1;

    boolean flag(char c) {
        switch (c) {
            case '+' -> plus = true;
            case '-' -> minus = true;
            case '#' -> sharp = true;
            case ' ' -> space = true;
            case '0' -> zero = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    void setWidth(int width) {
        if (width < 0) {
            minus = true;
        }
        this.width = Math.abs(width);
    }

    void setPrecision(int precision) {
        this.precision = precision;
    }

    void write(StringBuilder out, int verb, Value value) {
        switch (value) {
            case NumberValue number
            when GoSprintf.isFloat(number) && Double.isInfinite(number.doubleValue()) ->
                writeText(out, verb, number.toString());
            case NumberValue number when GoSprintf.isFloat(number) -> writeFloat(out, verb, number);
            case NumberValue number -> writeInteger(out, verb, number);
            case StringValue text -> writeText(out, verb, text.text());
            default -> writeText(out, verb, value.toString());
        }
    }

    private void writeText(StringBuilder out, int verb, String text) {
        String shown = precision >= 0 ? truncated(text) : text;
        switch (verb) {
            case 's' -> pad(out, shown);
            case 'v' -> pad(out, sharp ? quoted(shown) : shown);
            case 'q' ->
                pad(out, sharp && shown.indexOf('`') < 0 ? "`" + shown + "`" : plus ? ascii(shown) : quoted(shown));
            case 'x' -> pad(out, hex(shown));
            case 'X' -> pad(out, hex(shown).toUpperCase(Locale.ROOT));
            case 'T' -> pad(out, "string");
            default -> wrongVerb(out, verb, "string", StringValue.of(text));
        }
    }

    private String truncated(String text) {
        int points = text.codePointCount(0, text.length());
        return points <= precision ? text : text.substring(0, text.offsetByCodePoints(0, precision));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        TermText.quote(quoted, text);
        return quoted.toString();
    }

    private String hex(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String digits = space
                ? HexFormat.ofDelimiter(" ").formatHex(bytes)
                : HexFormat.of().formatHex(bytes);
        return sharp && !digits.isEmpty() ? "0x" + digits : digits;
    }

    private void writeInteger(StringBuilder out, int verb, NumberValue number) {
        BigInteger value = GoSprintf.whole(number);
        switch (verb) {
            case 's' -> {
                if (number.isLong()) {
                    wrongVerb(out, verb, "int64", number);
                } else {
                    integer(out, value, 10, "");
                }
            }
            case 'd', 'v' -> integer(out, value, 10, "");
            case 'b' -> integer(out, value, 2, sharp ? "0b" : "");
            case 'o' -> integer(out, value, 8, sharp ? "0" : "");
            case 'O' -> integer(out, value, 8, "0o");
            case 'x' -> integer(out, value, 16, sharp ? "0x" : "");
            case 'X' -> integer(out, value, -16, sharp ? "0X" : "");
            case 'T' -> pad(out, GoSprintf.typeName(number));
            default -> {
                if (number.isLong()) {
                    writeCharacter(out, verb, number);
                } else {
                    wrongVerb(out, verb, "big.Int", number);
                }
            }
        }
    }

    private void writeCharacter(StringBuilder out, int verb, NumberValue number) {
        BigInteger value = GoSprintf.whole(number);
        switch (verb) {
            case 'c' -> pad(out, Character.toString(codePoint(value)));
            case 'q' -> pad(out, quotedRune(codePoint(value)));
            case 'U' -> pad(out, unicode(value));
            default -> wrongVerb(out, verb, "int64", number);
        }
    }

    private String unicode(BigInteger value) {
        String code = String.format(Locale.ROOT, "U+%04X", value);
        int point = codePoint(value);
        return sharp && TermText.isPrintable(point) ? code + " '" + Character.toString(point) + "'" : code;
    }

    private static String ascii(String text) {
        StringBuilder quoted = new StringBuilder();
        TermText.quoteAscii(quoted, text);
        return quoted.toString();
    }

    private static int codePoint(BigInteger value) {
        return value.signum() >= 0 && value.bitLength() <= 21 && Character.isValidCodePoint(value.intValue())
                ? value.intValue()
                : 0xFFFD;
    }

    private static String quotedRune(int c) {
        String quoted = quoted(Character.toString(c));
        String inner =
                quoted.substring(1, quoted.length() - 1).replace("\\\"", "\"").replace("'", "\\'");
        return "'" + inner + "'";
    }

    private void integer(StringBuilder out, BigInteger value, int signedBase, String prefix) {
        String digits = value.abs().toString(Math.abs(signedBase));
        if (signedBase < 0) {
            digits = digits.toUpperCase(Locale.ROOT);
        }
        if (precision == 0 && value.signum() == 0) {
            digits = "";
        }
        String sign = sign(value.signum() < 0);
        int wanted = precision >= 0 ? precision : zero && !minus ? width - sign.length() : 0;
        String padded = "0".repeat(Math.max(0, wanted - digits.length())) + digits;
        pad(out, sign + prefix + padded, false);
    }

    private String sign(boolean negative) {
        return negative ? "-" : plus ? "+" : space ? " " : "";
    }

    private void writeFloat(StringBuilder out, int verb, NumberValue number) {
        // A negative zero is visible in the spelling only.
        double value = Double.parseDouble(number.toString());
        switch (verb) {
            case 'v' -> floating(out, value, GoFloat.general(Math.abs(value), 'e', precision, GENERAL_THRESHOLD));
            case 'g', 'G' ->
                floating(
                        out,
                        value,
                        GoFloat.general(Math.abs(value), verb == 'g' ? 'e' : 'E', precision, GENERAL_THRESHOLD));
            case 'e', 'E' -> floating(out, value, GoFloat.scientific(Math.abs(value), (char) verb, precisionOr(6)));
            case 'f', 'F' -> floating(out, value, GoFloat.plain(Math.abs(value), precisionOr(6)));
            case 'T' -> pad(out, "float64");
            case 'b' -> floating(out, value, GoFloat.binary(Math.abs(value)));
            case 'x' -> floating(out, value, GoFloat.hexadecimal(Math.abs(value)));
            case 'X' ->
                floating(out, value, GoFloat.hexadecimal(Math.abs(value)).toUpperCase(Locale.ROOT));
            default -> wrongVerb(out, verb, "float64", number);
        }
    }

    private int precisionOr(int usual) {
        return precision < 0 ? usual : precision;
    }

    private void floating(StringBuilder out, double value, String magnitude) {
        String sign = sign(Double.doubleToRawLongBits(value) < 0);
        int wanted = zero && !minus ? width - sign.length() : 0;
        pad(out, sign + "0".repeat(Math.max(0, wanted - magnitude.length())) + magnitude, false);
    }

    private void wrongVerb(StringBuilder out, int verb, String type, Value value) {
        out.append("%!").appendCodePoint(verb).append('(').append(type).append('=');
        write(out, 'v', value);
        out.append(')');
    }

    private void pad(StringBuilder out, String text) {
        pad(out, text, zero && !minus);
    }

    private void pad(StringBuilder out, String text, boolean withZeros) {
        TextBound.require((long) out.length() + Math.max(width, text.length()));
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            out.append(text);
        } else if (minus) {
            out.append(text).repeat(' ', missing);
        } else {
            out.repeat(withZeros ? '0' : ' ', missing).append(text);
        }
    }
}
