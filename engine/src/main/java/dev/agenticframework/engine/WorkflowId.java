package dev.agenticframework.engine;

import java.util.Optional;

/// The id of a workflow, written as `wf-` and the number in Crockford's base 32 (lowercase, no leading zero), such as
/// `wf-12345`. Numbers grow with time, so the order of numbers is the order of creation.
///
/// @param number at least 0
public record WorkflowId(long number) implements Comparable<WorkflowId> {
    static final String PREFIX = "wf-";
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int BITS_PER_DIGIT = 5;
    private static final int MAX_DIGITS = 13;

    public WorkflowId {
        if (number < 0) {
            throw new IllegalArgumentException("A workflow's number must not be negative: " + number + ".");
        }
    }

    /// Reads the written form.
    ///
    /// @return empty when the text is not the written form of a workflow id
    public static Optional<WorkflowId> parse(String text) {
        if (!text.startsWith(PREFIX) || text.length() == PREFIX.length()) {
            return Optional.empty();
        }
        if (text.length() > PREFIX.length() + MAX_DIGITS) {
            return Optional.empty();
        }
        long number = 0;
        for (int i = PREFIX.length(); i < text.length(); i++) {
            int digit = DIGITS.indexOf(text.charAt(i));
            if (digit < 0 || number > Long.MAX_VALUE >> BITS_PER_DIGIT) {
                return Optional.empty();
            }
            number = number << BITS_PER_DIGIT | digit;
        }
        var id = new WorkflowId(number);
        return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
    }

    @Override
    public int compareTo(WorkflowId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        var text = new char[MAX_DIGITS];
        int start = MAX_DIGITS;
        long rest = number;
        do {
            text[--start] = DIGITS.charAt((int) (rest & 31));
            rest >>>= BITS_PER_DIGIT;
        } while (rest != 0);
        return PREFIX + new String(text, start, MAX_DIGITS - start);
    }
}
