package dev.agenticframework.policy;

/// A word of HCL.
///
/// @param kind `name`, `number`, `text`, `template` (a text with interpolation), `mark`, `newline`, `end`
/// @param text what it stands for: a text without its quotes
/// @param start where it begins in the source
/// @param end behind its last character
record HclToken(String kind, String text, int line, int start, int end) {
    boolean is(String mark) {
        return kind.equals("mark") && text.equals(mark);
    }
}
