package dev.agenticframework.rego.value;

import dev.agenticframework.rego.text.TermText;
import org.jspecify.annotations.Nullable;

/// A string, ordered by code point, which is also the order of the UTF-8 bytes.
public final class StringValue implements Value {
    public static final StringValue EMPTY = new StringValue("");

    private final String text;
    private Keys.@Nullable Hit lastHit;

    private StringValue(String text) {
        this.text = text;
    }

    public static StringValue of(String text) {
        return text.isEmpty() ? EMPTY : new StringValue(text);
    }

    public String text() {
        return text;
    }

    /// Returns the position of the last lookup of this string as a key. The caller must check that the keys are
    /// the same.
    Keys.@Nullable Hit lastHit() {
        return lastHit;
    }

    // This race is harmless: a hit is immutable, and each hit is correct for its keys.
    void remember(Keys.Hit hit) {
        lastHit = hit;
    }

    @Override
    public int rank() {
        return 3;
    }

    @Override
    public String typeName() {
        return "string";
    }

    @Override
    public void writeTerm(StringBuilder out) {
        TermText.quote(out, text);
    }

    @Override
    public int compareSameKind(Value other) {
        return compareByCodePoint(text, ((StringValue) other).text);
    }

    static int compareByCodePoint(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Integer.compare(codePointRank(a), codePointRank(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    // Surrogates belong to code points above all others, although some code units are higher.
    private static int codePointRank(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof StringValue that && text.equals(that.text));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(text.length() + 2);
        writeTerm(out);
        return out.toString();
    }
}
