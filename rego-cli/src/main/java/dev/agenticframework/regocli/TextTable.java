package dev.agenticframework.regocli;

import java.util.ArrayList;
import java.util.List;

/// A table in plain text.
final class TextTable {
    private TextTable() {}

    static String write(List<String> header, List<List<String>> rows) {
        int[] widths = new int[header.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    header.get(i).length(),
                    rows.stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElse(0));
        }
        StringBuilder out = new StringBuilder();
        rule(out, widths, '\u250c', '\u252c', '\u2510');
        row(out, widths, centred(header, widths));
        rule(out, widths, '\u251c', '\u253c', '\u2524');
        rows.forEach(row -> row(out, widths, row));
        rule(out, widths, '\u2514', '\u2534', '\u2518');
        return out.toString().stripTrailing();
    }

    private static List<String> centred(List<String> header, int[] widths) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            cells.add(" ".repeat((widths[i] - header.get(i).length()) / 2) + header.get(i));
        }
        return cells;
    }

    private static void rule(StringBuilder out, int[] widths, char left, char between, char right) {
        for (int i = 0; i < widths.length; i++) {
            out.append(i == 0 ? left : between).repeat('\u2500', widths[i] + 2);
        }
        out.append(right).append('\n');
    }

    private static void row(StringBuilder out, int[] widths, List<String> cells) {
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            out.append("\u2502 ").append(cell).append(" ".repeat(widths[i] - cell.length() + 1));
        }
        out.append("\u2502\n");
    }
}
