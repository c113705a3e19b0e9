package dev.agenticframework.planner;

/// A word, quotation or punctuation mark of a request.
///
/// @param text the text as written, without quotes
/// @param word the text in lowercase, for comparison
/// @param kind the kind of token
record Token(String text, String word, Kind kind) {
    static final String SLASH = "/";

    enum Kind {
        WORD,
        /// A text in quotes or backticks, which can be a name even if it is a known word.
        QUOTED,
        MARK,
        /// A word with a character that no known word or name contains.
        STRANGE
    }

    boolean isMark(String mark) {
        return kind == Kind.MARK && word.equals(mark);
    }

    boolean isClosing() {
        return isMark(")") || isMark("]");
    }

    boolean isQuoted() {
        return kind == Kind.QUOTED;
    }
}
