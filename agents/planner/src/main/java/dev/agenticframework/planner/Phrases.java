package dev.agenticframework.planner;

import dev.agenticframework.planner.Pattern.Element;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    private final List<Pattern> patterns = new ArrayList<>();
    // The positions of the patterns that can begin with a word or a class.
    private final Map<String, BitSet> byWord = new HashMap<>();
    private final Map<String, BitSet> byClass = new HashMap<>();
    private final Set<String> literals = new HashSet<>();

    Phrases(List<String> lines) {
        lines.stream().filter(Lexicon::isContent).map(Pattern::parse).forEach(this::add);
    }

    private void add(Pattern pattern) {
        int position = patterns.size();
        patterns.add(pattern);
        pattern.elements().forEach(element -> literals.addAll(element.words()));
        for (Element element : pattern.elements()) {
            element.words().forEach(word -> put(byWord, word, position));
            element.classes().forEach(type -> put(byClass, type, position));
            if (!element.mayBeAbsent()) {
                return;
            }
        }
    }

    private static void put(Map<String, BitSet> index, String key, int position) {
        index.computeIfAbsent(key, _ -> new BitSet()).set(position);
    }

    /// Whether a phrase contains a word.
    boolean knows(String word) {
        return literals.contains(word);
    }

    /// Returns the longest phrase that begins at a token. Among equals, the first in the file wins.
    Optional<Match> longest(Sentence sentence, int at) {
        int end = at;
        PatternSearch best = null;
        BitSet candidates = candidates(sentence, at);
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            var search = new PatternSearch(patterns.get(i), sentence);
            search.from(at);
            if (search.end() > end) {
                end = search.end();
                best = search;
            }
        }
        return Optional.ofNullable(best).map(PatternSearch::match);
    }

    private BitSet candidates(Sentence sentence, int at) {
        var candidates = new BitSet(patterns.size());
        addAll(candidates, byClass.get("name"));
        if (!sentence.token(at).isQuoted()) {
            addAll(candidates, byWord.get(sentence.token(at).word()));
        }
        sentence.hits(at).forEach(hit -> addAll(candidates, byClass.get(hit.type())));
        return candidates;
    }

    private static void addAll(BitSet candidates, @Nullable BitSet positions) {
        if (positions != null) {
            candidates.or(positions);
        }
    }
}
