package dev.agenticframework.planner;

import dev.agenticframework.planner.Lexicon.Hit;
import dev.agenticframework.planner.Pattern.Element;
import dev.agenticframework.planner.Phrases.Capture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Matches one pattern at one place. It visits each pair of element and token only once, so no request makes it slow.
final class PatternSearch {
    private final Pattern pattern;
    private final Sentence sentence;
    private final Set<Long> visited = new HashSet<>();
    private final List<Capture> path = new ArrayList<>();
    private final List<String> literals = new ArrayList<>();
    private int end = -1;
    private List<Capture> captures = List.of();
    private Set<String> words = Set.of();

    PatternSearch(Pattern pattern, Sentence sentence) {
        this.pattern = pattern;
        this.sentence = sentence;
    }

    /// Finds the longest match that begins at a token.
    void from(int at) {
        go(0, at);
    }

    /// The first token after the match; -1 when there is no match.
    int end() {
        return end;
    }

    Phrases.Match match() {
        return new Phrases.Match(pattern.kind(), end, captures, words);
    }

    private void go(int index, int at) {
        if (!visited.add(((long) index << Integer.SIZE) | at)) {
            return;
        }
        if (index == pattern.elements().size()) {
            finish(at);
            return;
        }
        Element element = pattern.elements().get(index);
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
            words = Set.copyOf(literals);
        }
    }

    private boolean standsAt(Element element, int at) {
        return at < sentence.size()
                && (isWord(element, at)
                        || sentence.hits(at).stream()
                                .anyMatch(hit -> element.classes().contains(hit.type()))
                        || isName(element, at));
    }

    private boolean isWord(Element element, int at) {
        Token token = sentence.token(at);
        return !token.isQuoted() && element.words().contains(token.word());
    }

    private boolean isName(Element element, int at) {
        return element.classes().contains("name") && sentence.mayBeName(at);
    }

    private void take(Element element, int next, int at) {
        if (at >= sentence.size()) {
            return;
        }
        for (Hit hit : sentence.hits(at)) {
            if (element.classes().contains(hit.type())) {
                with(new Capture(hit.type(), hit.value(), at, hit.length()), next, at + hit.length());
            }
        }
        if (isWord(element, at)) {
            literals.add(sentence.token(at).word());
            go(next, at + 1);
            literals.removeLast();
        }
        if (isName(element, at)) {
            with(new Capture("name", sentence.text(at), at, 1), next, at + 1);
        }
    }

    private void with(Capture capture, int next, int at) {
        path.add(capture);
        go(next, at);
        path.removeLast();
    }
}
