package dev.agenticframework.rego.builtin;

/// Bounds the length of texts that built-ins create. Without a bound, a few calls could exhaust the memory.
public final class TextBound {
    static final int MAX_CHARS = 1 << 24;

    private TextBound() {}

    /// Checks the length of a text before it is created.
    ///
    /// @throws BuiltinException when the text would be too long
    public static void require(long chars) {
        if (chars > MAX_CHARS) {
            throw BuiltinException.failure("result has more than " + MAX_CHARS + " characters");
        }
    }

    /// Returns the length of the text after replacing each occurrence.
    public static long replaced(String text, String from, String to) {
        if (to.length() <= from.length()) {
            return text.length();
        }
        long occurrences = 0;
        if (from.isEmpty()) {
            occurrences = text.length() + 1L;
        } else {
            for (int at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + from.length())) {
                occurrences++;
            }
        }
        return text.length() + occurrences * (to.length() - from.length());
    }
}
