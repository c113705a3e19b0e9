package dev.agenticframework.planner;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What keeps a request from being clear: words that nothing explains, and questions.
final class Doubts {
    private final List<String> words = new ArrayList<>();
    private final Set<String> questions = new LinkedHashSet<>();

    void unexplained(String word) {
        words.add(word);
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
