package dev.agenticframework.rego.library.go;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;

/// Formats times with Go's time layouts.
final class GoTimeFormat {
    private GoTimeFormat() {}

    static String format(ZonedDateTime time, String layout) {
        StringBuilder out = new StringBuilder();
        for (GoLayout.Element element : GoLayout.parse(layout)) {
            write(out, time, element);
        }
        return out.toString();
    }

    private static void write(StringBuilder out, ZonedDateTime time, GoLayout.Element element) {
        switch (element.kind()) {
            case LITERAL -> out.append(element.text());
            case LONG_MONTH -> out.append(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case SHORT_MONTH -> out.append(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH), 0, 3);
            case MONTH -> out.append(time.getMonthValue());
            case ZERO_MONTH -> pad(out, time.getMonthValue(), 2, '0');
            case LONG_WEEKDAY -> out.append(weekday(time));
            case SHORT_WEEKDAY -> out.append(weekday(time), 0, 3);
            case DAY -> out.append(time.getDayOfMonth());
            case SPACE_DAY -> pad(out, time.getDayOfMonth(), 2, ' ');
            case ZERO_DAY -> pad(out, time.getDayOfMonth(), 2, '0');
            case SPACE_YEAR_DAY -> pad(out, time.getDayOfYear(), 3, ' ');
            case ZERO_YEAR_DAY -> pad(out, time.getDayOfYear(), 3, '0');
            case HOUR24 -> pad(out, time.getHour(), 2, '0');
            case HOUR12 -> out.append(hour12(time));
            case ZERO_HOUR12 -> pad(out, hour12(time), 2, '0');
            case MINUTE -> out.append(time.getMinute());
            case ZERO_MINUTE -> pad(out, time.getMinute(), 2, '0');
            case SECOND -> out.append(time.getSecond());
            case ZERO_SECOND -> pad(out, time.getSecond(), 2, '0');
            case LONG_YEAR -> pad(out, time.getYear(), 4, '0');
            case YEAR -> pad(out, Math.floorMod(time.getYear(), 100), 2, '0');
            case UPPER_PM -> out.append(time.getHour() >= 12 ? "PM" : "AM");
            case LOWER_PM -> out.append(time.getHour() >= 12 ? "pm" : "am");
            case ZONE_NAME -> out.append(zoneName(time));
            case OFFSET -> offset(out, time.getOffset().getTotalSeconds(), element.text());
            case FRACTION_FIXED -> fraction(out, time.getNano(), element.text(), false);
            case FRACTION_TRIMMED -> fraction(out, time.getNano(), element.text(), true);
        }
    }

    static String weekday(ZonedDateTime time) {
        return time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static int hour12(ZonedDateTime time) {
        int hour = time.getHour() % 12;
        return hour == 0 ? 12 : hour;
    }

    private static void pad(StringBuilder out, int number, int width, char with) {
        String digits = Integer.toString(number);
        out.repeat(with, Math.max(0, width - digits.length())).append(digits);
    }

    private static String zoneName(ZonedDateTime time) {
        String id = time.getZone().getId();
        if (id.equals("UTC") || id.equals("Z")) {
            return "UTC";
        }
        String name = java.time.format.DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH)
                .format(time);
        if (name.matches("[A-Z]{2,5}")) {
            return name;
        }
        StringBuilder digits = new StringBuilder();
        int seconds = time.getOffset().getTotalSeconds();
        offset(digits, seconds, seconds % 3600 == 0 ? "-07" : "-0700");
        return digits.toString();
    }

    private static void offset(StringBuilder out, int seconds, String spelling) {
        if (spelling.charAt(0) == 'Z' && seconds == 0) {
            out.append('Z');
            return;
        }
        int magnitude = Math.abs(seconds);
        boolean colons = spelling.indexOf(':') >= 0;
        int digits = spelling.length() - 1 - (colons ? (spelling.length() > 6 ? 2 : 1) : 0);
        out.append(seconds < 0 ? '-' : '+');
        pad(out, magnitude / 3600, 2, '0');
        if (digits >= 4) {
            pad(out.append(colons ? ":" : ""), magnitude / 60 % 60, 2, '0');
        }
        if (digits >= 6) {
            pad(out.append(colons ? ":" : ""), magnitude % 60, 2, '0');
        }
    }

    private static void fraction(StringBuilder out, int nanos, String spelling, boolean trimmed) {
        int digits = Math.min(spelling.length() - 1, 9);
        StringBuilder text = new StringBuilder();
        pad(text, nanos, 9, '0');
        text.setLength(digits);
        while (trimmed && !text.isEmpty() && text.charAt(text.length() - 1) == '0') {
            text.setLength(text.length() - 1);
        }
        if (!text.isEmpty()) {
            out.append(spelling.charAt(0)).append(text);
        }
    }
}
