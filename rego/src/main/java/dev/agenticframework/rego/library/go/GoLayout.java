package dev.agenticframework.rego.library.go;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A time layout in terms of Go's reference time `Mon Jan 2 15:04:05 MST 2006`, split into its elements.
final class GoLayout {
    private static final Map<String, String> NAMED = Map.of(
            "ANSIC", "Mon Jan _2 15:04:05 2006",
            "UnixDate", "Mon Jan _2 15:04:05 MST 2006",
            "RubyDate", "Mon Jan 02 15:04:05 -0700 2006",
            "RFC822", "02 Jan 06 15:04 MST",
            "RFC822Z", "02 Jan 06 15:04 -0700",
            "RFC850", "Monday, 02-Jan-06 15:04:05 MST",
            "RFC1123", "Mon, 02 Jan 2006 15:04:05 MST",
            "RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700",
            "RFC3339", "2006-01-02T15:04:05Z07:00",
            "RFC3339Nano", "2006-01-02T15:04:05.999999999Z07:00");

    /// The meaning of an element of a layout.
    enum Kind {
        LITERAL,
        LONG_MONTH,
        SHORT_MONTH,
        MONTH,
        ZERO_MONTH,
        LONG_WEEKDAY,
        SHORT_WEEKDAY,
        DAY,
        SPACE_DAY,
        ZERO_DAY,
        SPACE_YEAR_DAY,
        ZERO_YEAR_DAY,
        HOUR24,
        HOUR12,
        ZERO_HOUR12,
        MINUTE,
        ZERO_MINUTE,
        SECOND,
        ZERO_SECOND,
        LONG_YEAR,
        YEAR,
        UPPER_PM,
        LOWER_PM,
        ZONE_NAME,
        OFFSET,
        FRACTION_FIXED,
        FRACTION_TRIMMED
    }

    /// One element: its meaning, and its spelling in the layout.
    record Element(Kind kind, String text) {}

    // A spelling comes before its prefixes.
    private static final List<Element> SPELLINGS = List.of(
            new Element(Kind.LONG_MONTH, "January"),
            new Element(Kind.SHORT_MONTH, "Jan"),
            new Element(Kind.LONG_WEEKDAY, "Monday"),
            new Element(Kind.SHORT_WEEKDAY, "Mon"),
            new Element(Kind.ZONE_NAME, "MST"),
            new Element(Kind.ZERO_YEAR_DAY, "002"),
            new Element(Kind.ZERO_MONTH, "01"),
            new Element(Kind.ZERO_DAY, "02"),
            new Element(Kind.ZERO_HOUR12, "03"),
            new Element(Kind.ZERO_MINUTE, "04"),
            new Element(Kind.ZERO_SECOND, "05"),
            new Element(Kind.YEAR, "06"),
            new Element(Kind.HOUR24, "15"),
            new Element(Kind.LONG_YEAR, "2006"),
            new Element(Kind.SPACE_YEAR_DAY, "__2"),
            new Element(Kind.SPACE_DAY, "_2"),
            new Element(Kind.UPPER_PM, "PM"),
            new Element(Kind.LOWER_PM, "pm"),
            new Element(Kind.OFFSET, "-07:00:00"),
            new Element(Kind.OFFSET, "-070000"),
            new Element(Kind.OFFSET, "-07:00"),
            new Element(Kind.OFFSET, "-0700"),
            new Element(Kind.OFFSET, "-07"),
            new Element(Kind.OFFSET, "Z07:00:00"),
            new Element(Kind.OFFSET, "Z070000"),
            new Element(Kind.OFFSET, "Z07:00"),
            new Element(Kind.OFFSET, "Z0700"),
            new Element(Kind.OFFSET, "Z07"),
            new Element(Kind.MONTH, "1"),
            new Element(Kind.DAY, "2"),
            new Element(Kind.HOUR12, "3"),
            new Element(Kind.MINUTE, "4"),
            new Element(Kind.SECOND, "5"));

    private GoLayout() {}

    /// Returns the layout with a name such as `RFC3339`. Any other text is a layout itself.
    static String named(String layout) {
        return NAMED.getOrDefault(layout, layout);
    }

    static List<Element> parse(String layout) {
        List<Element> elements = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < layout.length()) {
            Element element = elementAt(layout, at);
            if (element == null) {
                literal.append(layout.charAt(at++));
            } else {
                flush(literal, elements);
                elements.add(element);
                at += element.text().length();
            }
        }
        flush(literal, elements);
        return elements;
    }

    private static void flush(StringBuilder literal, List<Element> elements) {
        if (!literal.isEmpty()) {
            elements.add(new Element(Kind.LITERAL, literal.toString()));
            literal.setLength(0);
        }
    }

    private static @org.jspecify.annotations.Nullable Element elementAt(String layout, int at) {
        char first = layout.charAt(at);
        if (first == '.' || first == ',') {
            return fractionAt(layout, at);
        }
        if (layout.startsWith("_2006", at)) {
            return null;
        }
        for (Element spelling : SPELLINGS) {
            if (layout.startsWith(spelling.text(), at) && !isPartOfWord(layout, at, spelling)) {
                return spelling;
            }
        }
        return null;
    }

    // "Jan" in "Janus" is not a month.
    private static boolean isPartOfWord(String layout, int at, Element spelling) {
        boolean shortName = spelling.kind() == Kind.SHORT_MONTH || spelling.kind() == Kind.SHORT_WEEKDAY;
        int end = at + spelling.text().length();
        return shortName && end < layout.length() && Character.isLowerCase(layout.charAt(end));
    }

    private static @org.jspecify.annotations.Nullable Element fractionAt(String layout, int at) {
        int end = at + 1;
        char digit = end < layout.length() ? layout.charAt(end) : 0;
        if (digit != '0' && digit != '9') {
            return null;
        }
        while (end < layout.length() && layout.charAt(end) == digit) {
            end++;
        }
        if (end < layout.length() && Character.isDigit(layout.charAt(end))) {
            return null;
        }
        Kind kind = digit == '0' ? Kind.FRACTION_FIXED : Kind.FRACTION_TRIMMED;
        return new Element(kind, layout.substring(at, end));
    }
}
