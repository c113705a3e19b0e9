package dev.agenticframework.engine;

/// The name of a task within its plan, such as `t1`.
///
/// @param value a lowercase letter, then letters, digits and dashes; at most 40 characters
public record TaskId(String value) {
    private static final int MAX_LENGTH = 40;

    public TaskId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not a task id: use a lowercase letter, then letters, digits and dashes.");
        }
    }

    static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || !isLetter(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    @Override
    public String toString() {
        return value;
    }
}
