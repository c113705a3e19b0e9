package dev.agenticframework.httpapi.wire;

/// Prepares text from outside for a message: short, and without control characters.
public final class Text {
    private static final int MAX_SHOWN = 80;

    private Text() {}

    /// The text without control characters, shortened to what fits into a message.
    public static String shown(String text) {
        String printable = text.codePoints()
                .limit(MAX_SHOWN)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text.length() > printable.length() ? printable + "..." : printable;
    }
}
