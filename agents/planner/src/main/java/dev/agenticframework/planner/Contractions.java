package dev.agenticframework.planner;

import java.util.Map;
import java.util.Optional;

/// Expands short forms such as "don't", "let's" and "w/o".
final class Contractions {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("won't", "will not"),
            Map.entry("can't", "can not"),
            Map.entry("cannot", "can not"),
            Map.entry("shan't", "shall not"),
            Map.entry("dont", "do not"),
            Map.entry("doesnt", "does not"),
            Map.entry("shouldnt", "should not"),
            Map.entry("mustnt", "must not"),
            Map.entry("isnt", "is not"),
            Map.entry("wont", "will not"),
            Map.entry("let's", "let us"),
            Map.entry("lets", "let us"),
            Map.entry("it's", "it is"),
            Map.entry("that's", "that is"),
            Map.entry("there's", "there is"),
            Map.entry("what's", "what is"),
            Map.entry("im", "i am"),
            Map.entry("w/o", "without"),
            Map.entry("w/", "with"),
            Map.entry("wanna", "want to"),
            Map.entry("gonna", "going to"),
            Map.entry("gotta", "have to"),
            Map.entry("gimme", "give me"),
            Map.entry("db's", "dbs"));
    private static final Map<String, String> ENDINGS =
            Map.of("n't", " not", "'d", " would", "'ll", " will", "'re", " are", "'m", " am", "'ve", " have");

    private Contractions() {}

    /// Expands a short form that is a whole word, such as "let's".
    static Optional<String> whole(String word) {
        return Optional.ofNullable(WORDS.get(word));
    }

    /// Expands a word with a short ending, such as "we'd".
    static Optional<String> ending(String word) {
        return ENDINGS.entrySet().stream()
                .filter(ending -> word.endsWith(ending.getKey())
                        && word.length() > ending.getKey().length())
                .map(ending -> word.substring(0, word.length() - ending.getKey().length()) + ending.getValue())
                .findFirst();
    }
}
