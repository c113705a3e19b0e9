package dev.agenticframework.policy;

/// A token of HCL.
///
/// @param kind `name`, `number`, `text`, `template` (a text with interpolation), `mark`, `newline`, `end`
/// @param text its text, without quotes
/// @param start where it starts in the source
/// @param end after its last character
record HclToken(String kind, String text, int line, int start, int end) {
    boolean is(String mark) {
        return kind.equals("mark") && text.equals(mark);
    }
}
