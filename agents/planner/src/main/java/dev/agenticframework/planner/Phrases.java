package dev.agenticframework.planner;

import dev.agenticframework.planner.Lexicon.Hit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The known phrases, read from `phrases.txt`: patterns over words and classes of words.
final class Phrases {
    /// What a class or `@name` stood for in a phrase.
    ///
    /// @param type the class, or `name`
    /// @param value the term's value, or the name as it was written
    /// @param token its first token
    /// @param length how many tokens it took
    record Capture(String type, String value, int token, int length) {}

    /// A phrase found in a request.
    ///
    /// @param kind the phrase's kind, such as `attr` or `act create`
    /// @param to the first token after it
    /// @param words the literal words that it matched
    record Match(String kind, int to, List<Capture> captures, Set<String> words) {}

    private enum How {
        ONCE,
        MAYBE,
        MANY,
        NOT,
        AHEAD
    }

    private record Element(Set<String> words, Set<String> classes, How how) {
        static Element parse(String text) {
            How how = switch (text) {
                case String t when t.length() > 1 && t.endsWith("?") -> How.MAYBE;
                case String t when t.length() > 1 && t.endsWith("*") -> How.MANY;
                case String t when t.length() > 1 && t.startsWith("!") -> How.NOT;
                case String t when t.length() > 1 && t.startsWith("&") -> How.AHEAD;
                default -> How.ONCE;
            };
            String core = switch (how) {
                case ONCE -> text;
                case MAYBE, MANY -> text.substring(0, text.length() - 1);
                case NOT, AHEAD -> text.substring(1);
            };
            Set<String> words = new HashSet<>();
            Set<String> classes = new HashSet<>();
            for (String part : core.equals("|") ? List.of("|") : Arrays.asList(core.split("\\|", -1))) {
                if (part.startsWith("@")) {
                    classes.add(part.substring(1));
                } else {
                    words.add(part.equals("\\n") ? "\n" : part.isEmpty() ? "|" : part);
                }
            }
            return new Element(words, classes, how);
        }

        boolean mayBeAbsent() {
            return how != How.ONCE;
        }
    }

    private record Phrase(int order, String kind, List<Element> elements) {
        /// No two phrases have the same place in the file.
        @Override
        public int hashCode() {
            return order;
        }
    }

    private final Map<String, Set<Phrase>> byWord = new HashMap<>();
    private final Map<String, Set<Phrase>> byClass = new HashMap<>();
    private final Set<String> literals = new HashSet<>();

    Phrases(List<String> lines) {
        int order = 0;
        for (String line : lines) {
            if (Lexicon.isContent(line)) {
                add(order++, line);
            }
        }
    }

    private void add(int order, String line) {
        String[] halves = line.split(" <- ", 2);
        List<Element> elements = Arrays.stream(halves[1].strip().split(" +", -1))
                .map(Element::parse)
                .toList();
        var phrase = new Phrase(order, halves[0], elements);
        elements.forEach(element -> literals.addAll(element.words()));
        for (Element element : elements) {
            element.words()
                    .forEach(word -> byWord.computeIfAbsent(word, _ -> new LinkedHashSet<>())
                            .add(phrase));
            element.classes()
                    .forEach(type -> byClass.computeIfAbsent(type, _ -> new LinkedHashSet<>())
                            .add(phrase));
            if (!element.mayBeAbsent()) {
                return;
            }
        }
    }

    /// Whether a word stands in some phrase.
    boolean knows(String word) {
        return literals.contains(word);
    }

    /// The longest phrase that begins at a token; the first of the file among equals.
    Optional<Match> longest(List<Token> tokens, List<List<Hit>> hits, int at, Lexicon lexicon) {
        Set<Phrase> candidates = new HashSet<>(byClass.getOrDefault("name", Set.of()));
        if (tokens.get(at).kind() != Token.Kind.QUOTED) {
            candidates.addAll(byWord.getOrDefault(tokens.get(at).word(), Set.of()));
        }
        hits.get(at).forEach(hit -> candidates.addAll(byClass.getOrDefault(hit.type(), Set.of())));
        Phrase best = null;
        Search found = null;
        for (Phrase phrase : candidates) {
            var search = new Search(phrase, tokens, hits, lexicon);
            search.go(0, at);
            if (search.end > at && better(search.end, phrase, found, best)) {
                best = phrase;
                found = search;
            }
        }
        return best == null || found == null
                ? Optional.empty()
                : Optional.of(new Match(best.kind(), found.end, found.captures, found.words));
    }

    private static boolean better(
            int end,
            Phrase phrase,
            @org.jspecify.annotations.Nullable Search found,
            @org.jspecify.annotations.Nullable Phrase best) {
        if (found == null || best == null) {
            return true;
        }
        return end > found.end || (end == found.end && phrase.order() < best.order());
    }

    /// Tries a phrase at a place. Each pair of element and token is visited once, so that no request makes it slow.
    private static final class Search {
        private final Phrase phrase;
        private final List<Token> tokens;
        private final List<List<Hit>> hits;
        private final Lexicon lexicon;
        private final Set<Long> visited = new HashSet<>();
        private final List<Capture> path = new ArrayList<>();
        private final List<String> said = new ArrayList<>();
        private int end = -1;
        private List<Capture> captures = List.of();
        private Set<String> words = Set.of();

        Search(Phrase phrase, List<Token> tokens, List<List<Hit>> hits, Lexicon lexicon) {
            this.phrase = phrase;
            this.tokens = tokens;
            this.hits = hits;
            this.lexicon = lexicon;
        }

        void go(int index, int at) {
            if (!visited.add(((long) index << 32) | at)) {
                return;
            }
            if (index == phrase.elements().size()) {
                finish(at);
                return;
            }
            Element element = phrase.elements().get(index);
            switch (element.how()) {
                case NOT -> {
                    if (!standsAt(element, at)) {
                        go(index + 1, at);
                    }
                }
                case AHEAD -> {
                    if (standsAt(element, at)) {
                        go(index + 1, at);
                    }
                }
                case ONCE -> take(element, index + 1, at);
                case MAYBE -> {
                    take(element, index + 1, at);
                    go(index + 1, at);
                }
                case MANY -> {
                    take(element, index, at);
                    go(index + 1, at);
                }
            }
        }

        private void finish(int at) {
            if (at > end) {
                end = at;
                captures = List.copyOf(path);
                words = Set.copyOf(said);
            }
        }

        private boolean standsAt(Element element, int at) {
            return at < tokens.size()
                    && (isWord(element, at)
                            || hits.get(at).stream()
                                    .anyMatch(hit -> element.classes().contains(hit.type()))
                            || isName(element, at));
        }

        private boolean isWord(Element element, int at) {
            Token token = tokens.get(at);
            return token.kind() != Token.Kind.QUOTED && element.words().contains(token.word());
        }

        private boolean isName(Element element, int at) {
            Token token = tokens.get(at);
            return element.classes().contains("name")
                    && switch (token.kind()) {
                        case QUOTED, STRANGE -> true;
                        case MARK -> false;
                        case WORD -> !lexicon.isFunction(token.word());
                    };
        }

        private void take(Element element, int next, int at) {
            if (at >= tokens.size()) {
                return;
            }
            for (Hit hit : hits.get(at)) {
                if (element.classes().contains(hit.type())) {
                    with(new Capture(hit.type(), hit.value(), at, hit.length()), next, at + hit.length());
                }
            }
            if (isWord(element, at)) {
                said.add(tokens.get(at).word());
                go(next, at + 1);
                said.removeLast();
            }
            if (isName(element, at)) {
                with(new Capture("name", tokens.get(at).text(), at, 1), next, at + 1);
            }
        }

        private void with(Capture capture, int next, int at) {
            path.add(capture);
            go(next, at);
            path.removeLast();
        }
    }
}
