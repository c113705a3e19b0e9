package dev.agenticframework.planner;

/// A word, a quotation or a punctuation mark of a request.
///
/// @param text as it was written, without its quotes
/// @param word in lower case, for comparison
/// @param kind what it is
record Token(String text, String word, Kind kind) {
    static final String SLASH = "/";

    enum Kind {
        WORD,
        /// Between quotes or backticks: a name, whatever it says.
        QUOTED,
        MARK,
        /// Written with characters that no known word and no name has.
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
