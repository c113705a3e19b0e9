package dev.agenticframework.planner;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One line of `phrases.txt`: a kind of phrase and its pattern.
///
/// @param kind the kind, such as `attr` or `act create`
record Pattern(String kind, List<Element> elements) {

    /// How often an element occurs.
    enum How {
        ONCE,
        MAYBE,
        MANY,
        /// It must not follow, and is not part of the phrase.
        NOT,
        /// It must follow, and is not part of the phrase.
        AHEAD
    }

    /// One element of a pattern. It matches any of its words or classes of words.
    record Element(Set<String> words, Set<String> classes, How how) {
        private static final String ALTERNATIVE = "\\|";

        static Element parse(String text) {
            How how = how(text);
            String core = switch (how) {
                case ONCE -> text;
                case MAYBE, MANY -> text.substring(0, text.length() - 1);
                case NOT, AHEAD -> text.substring(1);
            };
            Set<String> words = new HashSet<>();
            Set<String> classes = new HashSet<>();
            for (String part : core.equals("|") ? List.of("|") : Arrays.asList(core.split(ALTERNATIVE, -1))) {
                if (part.startsWith("@")) {
                    classes.add(part.substring(1));
                } else {
                    words.add(part.equals("\\n") ? "\n" : part.isEmpty() ? "|" : part);
                }
            }
            return new Element(words, classes, how);
        }

        private static How how(String text) {
            if (text.length() < 2) {
                return How.ONCE;
            }
            return switch (text.charAt(0)) {
                case '!' -> How.NOT;
                case '&' -> How.AHEAD;
                default ->
                    switch (text.charAt(text.length() - 1)) {
                        case '?' -> How.MAYBE;
                        case '*' -> How.MANY;
                        default -> How.ONCE;
                    };
            };
        }

        boolean mayBeAbsent() {
            return how != How.ONCE;
        }
    }

    static Pattern parse(String line) {
        String[] halves = line.split(" <- ", 2);
        List<Element> elements = Arrays.stream(halves[1].strip().split(" +", -1))
                .map(Element::parse)
                .toList();
        return new Pattern(halves[0], elements);
    }
}
