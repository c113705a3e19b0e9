package dev.agenticframework.localplatform;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// A version as tools print it: numbers with dots between them.
record Version(String text) implements Comparable<Version> {

    private static final Pattern IN_TEXT = Pattern.compile("(?<![0-9.])([0-9]{1,6}(?:\\.[0-9]{1,6}){0,3})");

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    /// The first version in the output of a tool.
    static Optional<Version> firstIn(String output) {
        var match = IN_TEXT.matcher(COLOUR.matcher(output).replaceAll(""));
        return match.find() ? Optional.of(new Version(match.group(1))) : Optional.empty();
    }

    @Override
    public int compareTo(Version other) {
        return Arrays.compare(numbers(), other.numbers());
    }

    private int[] numbers() {
        return Arrays.stream(text.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    @Override
    public String toString() {
        return text;
    }
}
