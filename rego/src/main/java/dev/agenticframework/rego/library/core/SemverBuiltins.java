package dev.agenticframework.rego.library.core;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.builtin.BuiltinTable;
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `semver.*`, according to Semantic Versioning 2.0.0.
public final class SemverBuiltins {
    // A number in a pre-release has no leading zero.
    private static final String IDENTIFIER = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";

    private static final Pattern VERSION = Pattern.compile("v?(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)(?:-("
            + IDENTIFIER + "(?:\\." + IDENTIFIER + ")*))?(?:\\+([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?");

    private static final int MAX_DIGITS = 19;

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private SemverBuiltins() {}

    public static void register(BuiltinTable table) {
        table.function(
                "semver.is_valid",
                (_, operands) ->
                        BooleanValue.of(operands[0] instanceof StringValue text && parse(text.text()) != null));
        table.function("semver.compare", (_, operands) -> compare(operands));
    }

    private static Value compare(Value[] operands) {
        String first = Operands.string(operands, 0);
        String second = Operands.string(operands, 1);
        Matcher left = require(first, 0);
        Matcher right = require(second, 1);
        for (int part = 1; part <= 3; part++) {
            int difference = Long.compare(Long.parseLong(left.group(part)), Long.parseLong(right.group(part)));
            if (difference != 0) {
                return NumberValue.of(difference);
            }
        }
        return NumberValue.of(comparePreRelease(left.group(4), right.group(4)));
    }

    private static Matcher require(String text, int position) {
        Matcher version = parse(text);
        if (version == null) {
            throw BuiltinException.failure(
                    "operand " + (position + 1) + ": string " + StringValue.of(text) + " is not a valid SemVer");
        }
        return version;
    }

    private static @Nullable Matcher parse(String text) {
        Matcher matcher = VERSION.matcher(text);
        return matcher.matches() && fit(matcher) ? matcher : null;
    }

    // Major, minor and patch versions have at most 64 bits.
    private static boolean fit(Matcher matcher) {
        for (int part = 1; part <= 3; part++) {
            String digits = matcher.group(part);
            if (digits.length() > MAX_DIGITS || new BigInteger(digits).bitLength() > Long.SIZE - 1) {
                return false;
            }
        }
        return true;
    }

    private static int comparePreRelease(@Nullable String left, @Nullable String right) {
        if (left == null || right == null) {
            return left == null ? (right == null ? 0 : 1) : -1;
        }
        String[] a = left.split("\\.", -1);
        String[] b = right.split("\\.", -1);
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            int difference = compareIdentifier(a[i], b[i]);
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(a.length, b.length);
    }

    private static int compareIdentifier(String a, String b) {
        boolean numericA = DIGITS.matcher(a).matches();
        boolean numericB = DIGITS.matcher(b).matches();
        if (numericA && numericB) {
            return new BigInteger(a).compareTo(new BigInteger(b));
        }
        if (numericA != numericB) {
            return numericA ? -1 : 1;
        }
        return Integer.signum(a.compareTo(b));
    }
}
