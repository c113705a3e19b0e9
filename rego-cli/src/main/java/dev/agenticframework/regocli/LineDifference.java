package dev.agenticframework.regocli;

import java.util.List;

/// The lines in which two texts differ, between a common start and a common end.
final class LineDifference {
    private LineDifference() {}

    static String of(String name, String before, String after) {
        List<String> left = before.lines().toList();
        List<String> right = after.lines().toList();
        int start = 0;
        while (start < Math.min(left.size(), right.size()) && left.get(start).equals(right.get(start))) {
            start++;
        }
        int end = 0;
        while (end < Math.min(left.size(), right.size()) - start
                && left.get(left.size() - 1 - end).equals(right.get(right.size() - 1 - end))) {
            end++;
        }
        int removed = left.size() - end - start;
        int added = right.size() - end - start;
        StringBuilder out = new StringBuilder("--- " + name + "\n+++ " + name + "\n");
        out.append("@@ -%d,%d +%d,%d @@\n".formatted(start + 1, removed, start + 1, added));
        left.subList(start, start + removed)
                .forEach(line -> out.append('-').append(line).append('\n'));
        right.subList(start, start + added)
                .forEach(line -> out.append('+').append(line).append('\n'));
        return out.toString();
    }
}
