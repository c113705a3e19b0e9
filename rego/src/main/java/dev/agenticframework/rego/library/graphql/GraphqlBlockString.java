package dev.agenticframework.rego.library.graphql;

import java.util.ArrayList;
import java.util.List;

/// The value of a block string: without common indentation, and without blank lines at both ends.
final class GraphqlBlockString {
    private GraphqlBlockString() {}

    static String value(String raw) {
        List<String> lines = new ArrayList<>(List.of(raw.split("\r\n|\n|\r", -1)));
        int common = commonIndent(lines);
        for (int i = 1; i < lines.size() && common > 0; i++) {
            String line = lines.get(i);
            lines.set(i, line.length() < common ? "" : line.substring(common));
        }
        while (!lines.isEmpty() && lines.getFirst().isBlank()) {
            lines.removeFirst();
        }
        while (!lines.isEmpty() && lines.getLast().isBlank()) {
            lines.removeLast();
        }
        return String.join("\n", lines);
    }

    private static int commonIndent(List<String> lines) {
        int common = Integer.MAX_VALUE;
        for (String line : lines.subList(1, lines.size())) {
            int indent = 0;
            while (indent < line.length() && (line.charAt(indent) == ' ' || line.charAt(indent) == '\t')) {
                indent++;
            }
            if (indent < line.length()) {
                common = Math.min(common, indent);
            }
        }
        return common == Integer.MAX_VALUE ? 0 : common;
    }
}
