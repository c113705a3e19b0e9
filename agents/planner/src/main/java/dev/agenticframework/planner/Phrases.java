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

/// The phrases that the planner knows, read from `phrases.txt`. Finds them in a request.
final class Phrases {
    /// The tokens that a class or `@name` matched in a phrase.
    ///
    /// @param type the class, or `name`
    /// @param value the value of the term, or the name as written
    /// @param token the first token
    /// @param length the length in tokens
    record Capture(String type, String value, int token, int length) {}

    /// A phrase found in a request.
    ///
    /// @param kind the kind of the phrase, such as `attr` or `act create`
    /// @param to the first token after the phrase
    /// @param words the literal words that the phrase matched
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

    /// Indexes a pattern by the words and classes that it can begin with.
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

    /// Whether a phrase contains a word.
    boolean knows(String word) {
        return literals.contains(word);
    }

    /// Returns the longest phrase that begins at a token. Among equals, the first in the file wins.
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
