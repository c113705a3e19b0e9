package dev.agenticframework.rego.source;

/// A source file: its name (empty for a query) and its text.
public record SourceText(String file, String text) {
    static final SourceText NONE = new SourceText("", "");

    /// Returns the line at `offset`, without its line break.
    public String lineAt(int offset) {
        int start = lineStart(offset);
        int end = start;
        while (end < text.length() && !isLineBreak(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    int lineStart(int offset) {
        int start = Math.min(offset, text.length());
        while (start > 0 && !isLineBreak(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isLineBreak(char c) {
        return c == '\n' || c == '\r';
    }
}
