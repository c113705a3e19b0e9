package dev.agenticframework.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// A table of text. Each column is as wide as its widest cell.
final class Table {
    private static final String GAP = "  ";
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\s\\x{85}\\x{2028}\\x{2029}&&[^ ]]+");

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        rows.add(List.of(headings));
    }

    /// Adds a row. A line break in a cell, which may be foreign text, does not make another row.
    Table row(String... cells) {
        rows.add(Arrays.stream(cells)
                .map(cell -> LINE_BREAKS.matcher(cell).replaceAll(" "))
                .toList());
        return this;
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    List<String> lines(Screen screen) {
        var widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        var lines = new ArrayList<String>();
        for (List<String> row : rows) {
            String line = line(row, widths);
            lines.add(lines.isEmpty() ? screen.paint(Screen.Colour.DIM, line) : line);
        }
        return lines;
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i));
            if (i < widths.length - 1) {
                line.append(" ".repeat(widths[i] - width(row.get(i)))).append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        return cell.replaceAll("\u001b\\[[0-9;]*m", "").length();
    }
}
