package dev.agenticframework.rego.library.go;

import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.Value;
import java.math.BigInteger;

/// Formats values with the verbs of Go's `fmt.Sprintf`, like `sprintf`: whole numbers as integers, other numbers as
/// floats, strings as strings, and everything else as Rego terms.
public final class GoSprintf {
    /// Go rejects wider padding, too.
    private static final int MAX_WIDTH = 1_000_000;

    private final String format;
    private final ArrayValue values;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int nextArgument;
    private boolean reordered;

    private GoSprintf(String format, ArrayValue values) {
        this.format = format;
        this.values = values;
    }

    public static String format(String format, ArrayValue values) {
        return new GoSprintf(format, values).run();
    }

    private String run() {
        while (at < format.length()) {
            int percent = format.indexOf('%', at);
            if (percent < 0) {
                out.append(format, at, format.length());
                break;
            }
            out.append(format, at, percent);
            at = percent + 1;
            directive();
        }
        if (!reordered && nextArgument < values.size()) {
            extra();
        }
        return out.toString();
    }

    private void directive() {
        GoVerb verb = new GoVerb();
        readFlags(verb);
        boolean goodIndex = readIndex();
        goodIndex &= readWidth(verb);
        goodIndex &= readPrecision(verb);
        if (at >= format.length()) {
            out.append("%!(NOVERB)");
            return;
        }
        int letter = format.codePointAt(at);
        at += Character.charCount(letter);
        if (letter == '%') {
            out.append('%');
        } else if (!goodIndex) {
            bad(letter, "(BADINDEX)");
        } else if (nextArgument >= values.size()) {
            bad(letter, "(MISSING)");
        } else {
            verb.write(out, letter, values.get(nextArgument++));
        }
    }

    private void bad(int letter, String problem) {
        out.append("%!").appendCodePoint(letter).append(problem);
    }

    private void readFlags(GoVerb verb) {
        while (at < format.length() && verb.flag(format.charAt(at))) {
            at++;
        }
    }

    // "[n]" selects the next argument.
    private boolean readIndex() {
        if (at >= format.length() || format.charAt(at) != '[') {
            return true;
        }
        reordered = true;
        int end = format.indexOf(']', at);
        if (end < 0) {
            at++;
            return false;
        }
        int index = number(format.substring(at + 1, end));
        at = end + 1;
        if (index < 1 || index > values.size()) {
            return false;
        }
        nextArgument = index - 1;
        return true;
    }

    private static int number(String digits) {
        return digits.matches("[0-9]{1,7}") ? Integer.parseInt(digits) : -1;
    }

    private boolean readWidth(GoVerb verb) {
        if (at < format.length() && format.charAt(at) == '*') {
            at++;
            int width = argumentAsInt();
            if (width == Integer.MIN_VALUE) {
                out.append("%!(BADWIDTH)");
            } else {
                verb.setWidth(width);
            }
            return readIndex();
        }
        int width = readNumber();
        if (width >= 0) {
            verb.setWidth(width);
        }
        return readIndex();
    }

    private boolean readPrecision(GoVerb verb) {
        if (at >= format.length() || format.charAt(at) != '.') {
            return true;
        }
        at++;
        boolean goodIndex = readIndex();
        if (at < format.length() && format.charAt(at) == '*') {
            at++;
            int precision = argumentAsInt();
            if (precision < 0) {
                out.append("%!(BADPREC)");
            } else {
                verb.setPrecision(precision);
            }
        } else {
            verb.setPrecision(Math.max(readNumber(), 0));
        }
        return readIndex() && goodIndex;
    }

    private int argumentAsInt() {
        if (nextArgument < values.size()
                && values.get(nextArgument++) instanceof NumberValue number
                && number.isLong()
                && Math.abs(number.longValue()) <= MAX_WIDTH) {
            return (int) number.longValue();
        }
        return Integer.MIN_VALUE;
    }

    private int readNumber() {
        int start = at;
        while (at < format.length() && Character.isDigit(format.charAt(at))) {
            at++;
        }
        int width = start == at ? -1 : number(format.substring(start, at));
        return width > MAX_WIDTH ? -1 : width;
    }

    private void extra() {
        out.append("%!(EXTRA ");
        for (int i = nextArgument; i < values.size(); i++) {
            out.append(i > nextArgument ? ", " : "")
                    .append(typeName(values.get(i)))
                    .append('=');
            new GoVerb().write(out, 'v', values.get(i));
        }
        out.append(')');
    }

    /// Returns the name of the Go type that a value is formatted as.
    static String typeName(Value value) {
        if (!(value instanceof NumberValue number)) {
            return "string";
        }
        return isFloat(number) ? "float64" : number.isLong() ? "int64" : "*big.Int";
    }

    static boolean isFloat(NumberValue number) {
        String text = number.toString();
        return text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
    }

    static BigInteger whole(NumberValue number) {
        return Operands.toBigInteger(number);
    }
}
