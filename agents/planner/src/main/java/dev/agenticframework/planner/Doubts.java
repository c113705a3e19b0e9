package dev.agenticframework.planner;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What keeps a request from being clear: words that nothing explains, and questions.
final class Doubts {
    private final List<String> words = new ArrayList<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> questions = new LinkedHashSet<>();

    void unexplained(String word) {
        words.add(word);
    }

    /// A word that is asked about by name.
    void unexplained(String word, String question) {
        words.add(word);
        asked.add(word);
        ask(question);
    }

    /// The words that no question has been asked about.
    List<String> open() {
        return words.stream().filter(word -> !asked.contains(word)).toList();
    }

    /// Asks what is to be done in general, where nothing more particular is to be asked.
    void askIfNothingElse(String question) {
        if (questions.isEmpty()) {
            ask(question);
        }
    }

    void ask(String question) {
        questions.add(question);
    }

    boolean none() {
        return words.isEmpty() && questions.isEmpty();
    }

    List<String> words() {
        return List.copyOf(words);
    }

    List<String> questions() {
        return List.copyOf(questions);
    }
}
