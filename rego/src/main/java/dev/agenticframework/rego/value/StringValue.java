package dev.agenticframework.rego.value;

import dev.agenticframework.rego.text.TermText;
import org.jspecify.annotations.Nullable;

/// A text, ordered by code point (which is the order of its UTF-8 bytes).
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

    /// Where this text was last found among the keys of an object; which object is for the caller to see.
    Keys.@Nullable Hit lastHit() {
        return lastHit;
    }

    // Racy on purpose: a hit is immutable, and any of them is right for its keys.
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

    // Surrogates stand for code points above every other character, though their own numbers are lower than some.
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
