package dev.agenticframework.runtime;

import java.util.ArrayList;
import java.util.List;

/// The lines that a task logs while it runs. The log is bounded: it counts the lines that it leaves out.
final class TaskLog {
    private static final int MAX_LINES = 20_000;
    private static final int MAX_LINE_LENGTH = 4_096;
    private static final int MAX_CHARACTERS = 4 << 20;

    private final List<String> lines = new ArrayList<>();
    private int characters;
    private long leftOut;

    synchronized void add(String line) {
        if (lines.size() >= MAX_LINES || characters >= MAX_CHARACTERS) {
            leftOut++;
            return;
        }
        String kept = line.length() > MAX_LINE_LENGTH ? line.substring(0, MAX_LINE_LENGTH) + " ..." : line;
        lines.add(kept);
        characters += kept.length();
    }

    synchronized List<String> linesAfter(int count) {
        return List.copyOf(lines.subList(Math.min(count, lines.size()), lines.size()));
    }

    synchronized boolean isEmpty() {
        return lines.isEmpty();
    }

    synchronized String text() {
        String rest = leftOut == 0 ? "" : "(" + leftOut + " more lines were left out)\n";
        return String.join("\n", lines) + "\n" + rest;
    }
}
