package dev.agenticframework.planner;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects what makes a request unclear: unexplained words, and questions.
final class Doubts {
    private final List<String> words = new ArrayList<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> questions = new LinkedHashSet<>();

    void unexplained(String word) {
        words.add(word);
    }

    /// Reports a word that has its own question.
    void unexplained(String word, String question) {
        words.add(word);
        asked.add(word);
        ask(question);
    }

    /// The unexplained words that have no question of their own.
    List<String> open() {
        return words.stream().filter(word -> !asked.contains(word)).toList();
    }

    /// Asks a general question, unless there is a more specific one.
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
