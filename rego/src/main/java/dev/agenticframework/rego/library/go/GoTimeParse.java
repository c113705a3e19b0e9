package dev.agenticframework.rego.library.go;

import dev.agenticframework.rego.builtin.BuiltinException;
import dev.agenticframework.rego.text.TermText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses times with Go's time layouts, with Go's error messages.
public final class GoTimeParse {
    private static final Pattern ZONE_NAME = Pattern.compile(
            "(ChST|MeST|GMT([+-]([0-9]|1[0-9]|2[0-3]))?|[+-]([01][0-9]|2[0-3])|([A-Z]{4}T|[A-Z]{3}T|WITA|[A-Z]{3})(?![A-Z]))");

    private final String layout;
    private final String text;
    private int at;
    private int year;
    private int month = 1;
    private int day = 1;
    private int yearDay = -1;
    private int hour;
    private int minute;
    private int second;
    private int nanos;
    private int offsetSeconds;
    private boolean afternoon;
    private boolean halfDayKnown;

    private GoTimeParse(String layout, String text) {
        this.layout = layout;
        this.text = text;
    }

    public static Instant parse(String layout, String text) {
        return new GoTimeParse(layout, text).run();
    }

    private Instant run() {
        List<GoLayout.Element> elements = GoLayout.parse(layout);
        for (int i = 0; i < elements.size(); i++) {
            GoLayout.Kind next = i + 1 < elements.size() ? elements.get(i + 1).kind() : GoLayout.Kind.LITERAL;
            read(elements.get(i), next);
        }
        if (at < text.length()) {
            throw BuiltinException.failure(prefix() + ": extra text: " + quoted(text.substring(at)));
        }
        return toInstant();
    }

    private void read(GoLayout.Element element, GoLayout.Kind next) {
        switch (element.kind()) {
            case LITERAL -> literal(element);
            case LONG_MONTH -> month = monthNamed(element, 0);
            case SHORT_MONTH -> month = monthNamed(element, 3);
            case MONTH -> month = inRange(number(element, 1, 2), 1, 12, "month");
            case ZERO_MONTH -> month = inRange(number(element, 2, 2), 1, 12, "month");
            case LONG_WEEKDAY -> weekday(element, 0);
            case SHORT_WEEKDAY -> weekday(element, 3);
            case DAY, SPACE_DAY -> day = spacedNumber(element, 1, 2);
            case ZERO_DAY -> day = number(element, 2, 2);
            case SPACE_YEAR_DAY -> yearDay = spacedNumber(element, 1, 3);
            case ZERO_YEAR_DAY -> yearDay = number(element, 3, 3);
            case HOUR24 -> hour = inRange(number(element, 1, 2), 0, 23, "hour");
            case HOUR12 -> hour = inRange(number(element, 1, 2), 0, 12, "hour");
            case ZERO_HOUR12 -> hour = inRange(number(element, 2, 2), 0, 12, "hour");
            case MINUTE -> minute = inRange(number(element, 1, 2), 0, 59, "minute");
            case ZERO_MINUTE -> minute = inRange(number(element, 2, 2), 0, 59, "minute");
            case SECOND -> readSecond(element, 1, next);
            case ZERO_SECOND -> readSecond(element, 2, next);
            case LONG_YEAR -> year = number(element, 4, 4);
            case YEAR -> shortYear(element);
            case UPPER_PM -> halfDay(element, "AM", "PM");
            case LOWER_PM -> halfDay(element, "am", "pm");
            case ZONE_NAME -> zoneName(element);
            case OFFSET -> offset(element);
            case FRACTION_FIXED -> fraction(element, element.text().length() - 1);
            case FRACTION_TRIMMED -> {
                if (at < text.length() && isPoint(text.charAt(at)) && digitsFrom(at + 1) > 0) {
                    fraction(element, digitsFrom(at + 1));
                }
            }
        }
    }

    private void literal(GoLayout.Element element) {
        String expected = element.text();
        for (int i = 0; i < expected.length(); i++) {
            if (expected.charAt(i) == ' ') {
                // Any number of spaces matches one space, and also the end of the text.
                boolean other = at < text.length() && text.charAt(at) != ' ';
                if (other && (i == 0 || expected.charAt(i - 1) != ' ')) {
                    throw cannotParse(expected.substring(i));
                }
                while (at < text.length() && text.charAt(at) == ' ') {
                    at++;
                }
            } else if (at < text.length() && text.charAt(at) == expected.charAt(i)) {
                at++;
            } else {
                throw cannotParse(expected.substring(i));
            }
        }
    }

    private int monthNamed(GoLayout.Element element, int length) {
        for (Month candidate : Month.values()) {
            if (named(candidate.getDisplayName(TextStyle.FULL, Locale.ENGLISH), length)) {
                return candidate.getValue();
            }
        }
        throw cannotParse(element);
    }

    private void weekday(GoLayout.Element element, int length) {
        for (java.time.DayOfWeek candidate : java.time.DayOfWeek.values()) {
            if (named(candidate.getDisplayName(TextStyle.FULL, Locale.ENGLISH), length)) {
                return;
            }
        }
        throw cannotParse(element);
    }

    private boolean named(String name, int length) {
        String spelling = length == 0 ? name : name.substring(0, length);
        boolean found = text.regionMatches(true, at, spelling, 0, spelling.length());
        at += found ? spelling.length() : 0;
        return found;
    }

    private int spacedNumber(GoLayout.Element element, int least, int most) {
        if (element.text().startsWith("_")) {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
        }
        return number(element, least, most);
    }

    private int number(GoLayout.Element element, int least, int most) {
        int digits = Math.min(digitsFrom(at), most);
        if (digits < least) {
            throw cannotParse(element);
        }
        int number = Integer.parseInt(text.substring(at, at + digits));
        at += digits;
        return number;
    }

    private int digitsFrom(int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end - start;
    }

    private int inRange(int number, int low, int high, String what) {
        if (number < low || number > high) {
            throw outOfRange(what);
        }
        return number;
    }

    // A fraction may follow the seconds even if the layout has none.
    private void readSecond(GoLayout.Element element, int least, GoLayout.Kind next) {
        second = inRange(number(element, least, 2), 0, 59, "second");
        boolean named = next == GoLayout.Kind.FRACTION_FIXED || next == GoLayout.Kind.FRACTION_TRIMMED;
        if (!named && at < text.length() && isPoint(text.charAt(at)) && digitsFrom(at + 1) > 0) {
            fraction(element, digitsFrom(at + 1));
        }
    }

    private static boolean isPoint(char c) {
        return c == '.' || c == ',';
    }

    private void fraction(GoLayout.Element element, int digits) {
        if (at >= text.length() || !isPoint(text.charAt(at)) || digitsFrom(at + 1) < digits) {
            throw cannotParse(element);
        }
        String nine = (text.substring(at + 1, at + 1 + digits) + "000000000").substring(0, 9);
        nanos = Integer.parseInt(nine);
        at += 1 + digits;
    }

    private void shortYear(GoLayout.Element element) {
        int number = number(element, 2, 2);
        year = number >= 69 ? 1900 + number : 2000 + number;
    }

    private void halfDay(GoLayout.Element element, String before, String after) {
        afternoon = text.startsWith(after, at);
        if (!afternoon && !text.startsWith(before, at)) {
            throw cannotParse(element);
        }
        halfDayKnown = true;
        at += 2;
    }

    // Abbreviations are ambiguous: Go knows only UTC, and abbreviations that contain an offset.
    private void zoneName(GoLayout.Element element) {
        Matcher name = ZONE_NAME.matcher(text).region(at, text.length());
        if (!name.lookingAt()) {
            throw cannotParse(element);
        }
        at = name.end();
    }

    private void offset(GoLayout.Element element) {
        String spelling = element.text();
        if (spelling.charAt(0) == 'Z' && at < text.length() && text.charAt(at) == 'Z') {
            at++;
            return;
        }
        int end = at + spelling.length();
        boolean shaped = end <= text.length() && text.substring(at, end).matches(pattern(spelling));
        if (!shaped) {
            throw cannotParse(element);
        }
        String digits = text.substring(at + 1, end).replace(":", "") + "0000";
        int hours = inRange(Integer.parseInt(digits.substring(0, 2)), 0, 24, "time zone offset hour");
        int minutes = inRange(Integer.parseInt(digits.substring(2, 4)), 0, 60, "time zone offset minute");
        int seconds = Integer.parseInt(digits.substring(4, 6));
        int magnitude = (hours * 60 + minutes) * 60 + seconds;
        offsetSeconds = text.charAt(at) == '-' ? -magnitude : magnitude;
        at = end;
    }

    private static String pattern(String spelling) {
        return "[+-]" + spelling.substring(1).replaceAll("[0-9]", "\\\\d");
    }

    private Instant toInstant() {
        if (halfDayKnown) {
            hour = afternoon ? (hour < 12 ? hour + 12 : hour) : (hour == 12 ? 0 : hour);
        }
        try {
            LocalDate date = yearDay >= 0 ? LocalDate.ofYearDay(year, yearDay) : LocalDate.of(year, month, day);
            LocalTime time = LocalTime.of(hour, minute, second, nanos);
            return date.atTime(time).toInstant(ZoneOffset.UTC).minusSeconds(offsetSeconds);
        } catch (DateTimeException invalid) {
            throw outOfRange(yearDay >= 0 ? "day-of-year" : "day");
        }
    }

    private String prefix() {
        return "parsing time " + quoted(text);
    }

    private static String quoted(String text) {
        return TermText.quoteBytes(text);
    }

    private BuiltinException cannotParse(GoLayout.Element element) {
        return cannotParse(element.text());
    }

    private BuiltinException cannotParse(String expected) {
        String rest = text.substring(Math.min(at, text.length()));
        return BuiltinException.failure(
                prefix() + " as " + quoted(layout) + ": cannot parse " + quoted(rest) + " as " + quoted(expected));
    }

    private BuiltinException outOfRange(String what) {
        return BuiltinException.failure(prefix() + ": " + what + " out of range");
    }
}
