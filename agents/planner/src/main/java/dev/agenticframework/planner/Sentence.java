package dev.agenticframework.planner;

import dev.agenticframework.planner.Lexicon.Hit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// The tokens of a request, with the terms of the lexicon that begin at each token.
final class Sentence {
    private static final Set<String> NOUNS = Set.of("noun", "stateless", "new", "adj", "unsupported", "dbnoun");
    private static final Set<String> JOINTS = Set.of("prep", "with");
    private static final Set<String> KEYS = Set.of("langnoun", "envnoun", "dbnoun", "stratnoun");
    private static final Set<String> EXPLAINED = Set.of("language", "database", "interface");

    private final List<Token> tokens;
    private final List<List<Hit>> hits = new ArrayList<>();
    private final Lexicon lexicon;

    Sentence(List<Token> tokens, Lexicon lexicon) {
        this.tokens = tokens;
        this.lexicon = lexicon;
        for (int i = 0; i < tokens.size(); i++) {
            hits.add(isQuotedValue(i) ? lexicon.values(tokens.get(i)) : lexicon.hits(tokens, i));
        }
        for (int i = tokens.size() - 1; i >= 0; i--) {
            joinExplanations(i);
        }
    }

    /// After a word that takes a value, a quotation is a value and not a name: `in "python"`,
    /// `database: 'postgres'`.
    private boolean isQuotedValue(int at) {
        if (!tokens.get(at).isQuoted() || at == 0) {
            return false;
        }
        boolean keyed = tokens.get(at - 1).isMark(":") || tokens.get(at - 1).isMark("=");
        return keyed ? is(at - 2, KEYS) : is(at - 1, JOINTS);
    }

    /// Joins two terms with the same meaning into one: "Python (FastAPI)", "golang/gin".
    private void joinExplanations(int at) {
        List<Hit> joined = new ArrayList<>();
        for (Hit hit : hits.get(at)) {
            if (EXPLAINED.contains(hit.type())) {
                int to = explanationEnd(at + hit.length(), hit);
                if (to > 0) {
                    joined.add(new Hit(hit.type(), hit.value(), to - at));
                }
            }
        }
        hits.get(at).addAll(joined);
        hits.get(at).sort(Comparator.comparingInt(Hit::length).reversed());
    }

    private int explanationEnd(int at, Hit first) {
        if (at + 1 >= tokens.size()) {
            return 0;
        }
        Token joint = tokens.get(at);
        boolean opens = joint.isMark("(") || joint.isMark("[");
        if (!opens && !joint.isMark(Token.SLASH)) {
            return 0;
        }
        for (Hit again : hits.get(at + 1)) {
            int end = at + 1 + again.length();
            boolean closed = !opens || (end < tokens.size() && tokens.get(end).isClosing());
            if (closed && again.type().equals(first.type()) && again.value().equals(first.value())) {
                return opens ? end + 1 : end;
            }
        }
        return 0;
    }

    int size() {
        return tokens.size();
    }

    Token token(int at) {
        return tokens.get(at);
    }

    List<Token> tokens(int from, int to) {
        return tokens.subList(from, to);
    }

    List<Hit> hits(int at) {
        return hits.get(at);
    }

    String text(int at) {
        return tokens.get(at).text();
    }

    /// Whether a term of a class begins at a token.
    boolean is(int at, String type) {
        return is(at, Set.of(type));
    }

    private boolean is(int at, Set<String> types) {
        return at >= 0 && hits.get(at).stream().anyMatch(hit -> types.contains(hit.type()));
    }

    /// Whether a token is a joining word: "to", "with".
    boolean isJoining(int at) {
        return is(at, "prep") || is(at, "with");
    }

    /// Whether a token has a meaning of its own and does not only join others.
    boolean isContent(int at) {
        return hits.get(at).stream()
                .anyMatch(hit -> Field.ofClass(hit.type()).isPresent() || NOUNS.contains(hit.type()));
    }

    /// Whether a token can be the name in a phrase.
    boolean mayBeName(int at) {
        Token token = tokens.get(at);
        return switch (token.kind()) {
            case QUOTED, STRANGE -> true;
            case MARK -> false;
            case WORD -> !lexicon.isFunction(token.word());
        };
    }
}
