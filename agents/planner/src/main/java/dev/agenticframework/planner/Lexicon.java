package dev.agenticframework.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words that the planner knows and their meanings, read from `lexicon.txt` and `not-names.txt`.
final class Lexicon {
    private static final int MIN_SUGGESTED_LENGTH = 4;
    private static final int LONG_WORD = 8;
    private static final Set<String> CONTENT = Set.of(
            "language",
            "interface",
            "database",
            "cache",
            "messaging",
            "environment",
            "strategy",
            "noun",
            "dbnoun",
            "new",
            "adj");
    private static final Set<String> VALUES =
            Set.of("language", "interface", "database", "cache", "messaging", "environment", "strategy");
    private static final String ENVIRONMENT = "environment ";
    private static final String UNSUPPORTED = "unsupported environment:";
    private static final Set<String> VERBS = Set.of("create", "deploy", "rollback");

    /// A term found in a request.
    ///
    /// @param type the class of the term, such as `language`
    /// @param value the meaning of the term, such as `nodejs`
    /// @param length the length in tokens
    record Hit(String type, String value, int length) {}

    private record Term(List<String> words, String type, String value) {}

    private final Map<String, List<Term>> byFirstWord = new HashMap<>();
    private final Map<String, List<Term>> whole = new HashMap<>();
    private final Set<String> words = new HashSet<>();
    private final Set<String> notNames = new HashSet<>();
    private final List<String> suggestible;

    private Lexicon(List<String> lexicon, List<String> commonWords) {
        lexicon.stream().filter(Lexicon::isContent).forEach(this::addLine);
        commonWords.stream()
                .filter(Lexicon::isContent)
                .flatMap(line -> Stream.of(line.split(" ", -1)))
                .forEach(notNames::add);
        suggestible = words.stream()
                .filter(known -> known.length() >= MIN_SUGGESTED_LENGTH)
                .filter(known -> isOf(known, CONTENT) || isOf(known, VERBS))
                .sorted()
                .toList();
    }

    /// The words of the files, and the names of environments. A configured name is known even where the words of
    /// the files say that it is unsupported.
    static Lexicon of(List<String> lexicon, List<String> commonWords, List<String> environments) {
        var added = environments.stream()
                .filter(name -> lexicon.stream().noneMatch(line -> line.startsWith(ENVIRONMENT + name + ":")))
                .map(name -> ENVIRONMENT + name + ": " + name);
        var words = Stream.concat(lexicon.stream().map(line -> without(line, environments)), added);
        return new Lexicon(words.toList(), commonWords);
    }

    private static String without(String line, List<String> environments) {
        if (!line.startsWith(UNSUPPORTED)) {
            return line;
        }
        return UNSUPPORTED
                + Stream.of(line.substring(UNSUPPORTED.length()).split(",", -1))
                        .filter(word -> !environments.contains(word.strip()))
                        .collect(Collectors.joining(","));
    }

    static boolean isContent(String line) {
        return !line.isBlank() && !line.startsWith("#");
    }

    private void addLine(String line) {
        int colon = line.indexOf(':');
        String[] head = line.substring(0, colon).split(" ", 2);
        for (String term : line.substring(colon + 1).split(",", -1)) {
            addTerm(term.strip(), head[0], head[1]);
        }
    }

    private void addTerm(String text, String type, String value) {
        var term = new Term(List.of(text.split(" ", -1)), type, value.equals("-") ? text : value);
        byFirstWord
                .computeIfAbsent(term.words().getFirst(), _ -> new ArrayList<>())
                .add(term);
        whole.computeIfAbsent(text.replace('-', ' '), _ -> new ArrayList<>()).add(term);
        words.addAll(term.words());
    }

    /// Returns the terms that begin at a token, the longest first.
    List<Hit> hits(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        List<Hit> hits = new ArrayList<>();
        if (token.kind() != Token.Kind.WORD) {
            return hits;
        }
        for (Term term : byFirstWord.getOrDefault(token.word(), List.of())) {
            if (matches(term, tokens, at)) {
                hits.add(new Hit(term.type(), term.value(), term.words().size()));
            }
        }
        if (token.word().contains("-")) {
            addHyphenated(token.word(), hits);
        }
        if (token.word().matches("[0-9]{1,4}")) {
            hits.add(new Hit("number", token.word(), 1));
        }
        if (token.word().matches("[0-9]{1,2}x")) {
            hits.add(new Hit("times", token.word().substring(0, token.word().length() - 1), 1));
        }
        hits.sort(Comparator.comparingInt(Hit::length).reversed());
        return hits;
    }

    /// Returns the meanings of a quotation that is used as a value.
    List<Hit> values(Token quotation) {
        List<Hit> hits = new ArrayList<>();
        for (Term term : whole.getOrDefault(quotation.word().replace('-', ' '), List.of())) {
            if (VALUES.contains(term.type())) {
                hits.add(new Hit(term.type(), term.value(), 1));
            }
        }
        return hits;
    }

    private static boolean matches(Term term, List<Token> tokens, int at) {
        if (at + term.words().size() > tokens.size()) {
            return false;
        }
        for (int i = 0; i < term.words().size(); i++) {
            Token token = tokens.get(at + i);
            if (token.kind() != Token.Kind.WORD
                    || !token.word().equals(term.words().get(i))) {
                return false;
            }
        }
        return true;
    }

    private void addHyphenated(String word, List<Hit> hits) {
        for (Term term : whole.getOrDefault(word.replace('-', ' '), List.of())) {
            var hit = new Hit(term.type(), term.value(), 1);
            if (!hits.contains(hit)) {
                hits.add(hit);
            }
        }
        int dash = word.lastIndexOf('-');
        if (has("suffix", word.substring(dash))) {
            for (Term term : whole.getOrDefault(word.substring(0, dash), List.of())) {
                hits.add(new Hit(term.type(), term.value(), 1));
            }
        }
    }

    /// Whether a hyphenated word is a description and not a name, such as `cloud-native` or a compound of
    /// known words.
    boolean describes(String word) {
        List<String> parts = List.of(word.split("-", -1));
        return has("compound-begin", parts.getFirst())
                || has("compound-end", parts.getLast())
                || parts.getLast().matches(".{3,}(ed|ing)")
                || parts.stream().allMatch(part -> isOf(part, CONTENT));
    }

    private boolean isOf(String word, Set<String> types) {
        return byFirstWord.getOrDefault(word, List.of()).stream()
                .anyMatch(term -> types.contains(term.type()) && term.words().size() == 1);
    }

    private boolean has(String type, String text) {
        return byFirstWord.getOrDefault(text, List.of()).stream()
                .anyMatch(term -> term.type().equals(type) && term.words().size() == 1);
    }

    /// Whether a word is, or is part of, a known term.
    boolean knows(String word) {
        return words.contains(word);
    }

    /// Whether a word is a function word, which is a name only when it is quoted.
    boolean isFunction(String word) {
        return has("function", word);
    }

    /// Whether a word is too common to be an unmarked name.
    boolean isCommon(String word) {
        return notNames.contains(word) || isFunction(word);
    }

    /// Returns the hint for a word that is known to be ambiguous.
    java.util.Optional<String> hint(String word) {
        return byFirstWord.getOrDefault(word, List.of()).stream()
                .filter(term -> term.type().equals("hint"))
                .map(Term::value)
                .findFirst();
    }

    /// Returns the known word that is closest to a possible typo. The planner suggests it and never acts on it.
    java.util.Optional<String> suggestion(String word) {
        if (word.length() < MIN_SUGGESTED_LENGTH) {
            return java.util.Optional.empty();
        }
        int limit = word.length() < LONG_WORD ? 1 : 2;
        return suggestible.stream()
                .filter(known -> !known.equals(word))
                .filter(known ->
                        Typo.distance(word, known, limit) <= Math.min(limit, known.length() < LONG_WORD ? 1 : 2))
                .min(Comparator.<String>comparingInt(known -> Typo.distance(word, known, limit))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
