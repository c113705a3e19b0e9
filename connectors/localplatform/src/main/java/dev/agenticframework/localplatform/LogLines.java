package dev.agenticframework.localplatform;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Merges the lines of several replicas in the order of their times. A line without a time stays with the line
/// before it.
final class LogLines {

    private static final int TIME_WITHIN = 300;
    private static final Pattern TIME =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}([.,][0-9]{1,9})?");

    private record Line(String time, String text) {}

    private final List<Line> lines = new ArrayList<>();

    void add(String replica, List<String> written) {
        String time = "";
        for (var text : written) {
            var match = TIME.matcher(text.substring(0, Math.min(TIME_WITHIN, text.length())));
            time = match.find() ? match.group().replace(' ', 'T').replace(',', '.') : time;
            lines.add(new Line(time, replica + " " + text));
        }
    }

    List<String> last(int count) {
        lines.sort(Comparator.comparing(Line::time));
        return lines.subList(Math.max(0, lines.size() - count), lines.size()).stream()
                .map(Line::text)
                .toList();
    }
}
