package dev.agenticframework.planner;

import dev.agenticframework.planner.Pattern.Element;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The known phrases, read from `phrases.txt`, and where they stand in a request.
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
    record Match(String kind, int to, List<Capture> captures, Set<String> words) {
        boolean has(String type) {
            return captures.stream().anyMatch(capture -> capture.type().equals(type));
        }
    }

    private final Map<String, Set<Pattern>> byWord = new HashMap<>();
    private final Map<String, Set<Pattern>> byClass = new HashMap<>();
    private final Set<String> literals = new HashSet<>();

    Phrases(List<String> lines) {
        int order = 0;
        for (String line : lines) {
            if (Lexicon.isContent(line)) {
                add(Pattern.parse(order++, line));
            }
        }
    }

    /// A pattern is found by what it can begin with.
    private void add(Pattern pattern) {
        pattern.elements().forEach(element -> literals.addAll(element.words()));
        for (Element element : pattern.elements()) {
            element.words().forEach(word -> put(byWord, word, pattern));
            element.classes().forEach(type -> put(byClass, type, pattern));
            if (!element.mayBeAbsent()) {
                return;
            }
        }
    }

    private static void put(Map<String, Set<Pattern>> index, String key, Pattern pattern) {
        index.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(pattern);
    }

    /// Whether a word stands in some phrase.
    boolean knows(String word) {
        return literals.contains(word);
    }

    /// The longest phrase that begins at a token; the first of the file among equals.
    Optional<Match> longest(Sentence sentence, int at) {
        int end = at;
        PatternSearch best = null;
        for (Pattern pattern : candidates(sentence, at)) {
            var search = new PatternSearch(pattern, sentence);
            search.from(at);
            if (search.end() > end) {
                end = search.end();
                best = search;
            }
        }
        return Optional.ofNullable(best).map(PatternSearch::match);
    }

    private List<Pattern> candidates(Sentence sentence, int at) {
        Set<Pattern> candidates = new HashSet<>(byClass.getOrDefault("name", Set.of()));
        if (!sentence.token(at).isQuoted()) {
            candidates.addAll(byWord.getOrDefault(sentence.token(at).word(), Set.of()));
        }
        sentence.hits(at).forEach(hit -> candidates.addAll(byClass.getOrDefault(hit.type(), Set.of())));
        return candidates.stream()
                .sorted(Comparator.comparingInt(Pattern::order))
                .toList();
    }
}
