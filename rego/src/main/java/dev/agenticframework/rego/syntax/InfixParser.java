package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses infix operators by precedence. All are left-associative. From lowest to highest: `in`, comparisons, `|`, `&`,
/// `+ -`, `* / %`.
public final class InfixParser {
    private static final int COMPARISON = 1;

    private final Tokens tokens;
    private final TermParser terms;

    InfixParser(Tokens tokens, TermParser terms) {
        this.tokens = tokens;
        this.terms = terms;
    }

    Term parse(boolean keyAllowed) {
        return membership(climb(COMPARISON, null), keyAllowed);
    }

    Term from(Term first) {
        return membership(climb(COMPARISON, first), false);
    }

    private Term membership(Term first, boolean keyAllowed) {
        Term left = first;
        if (keyAllowed && tokens.is(TokenKind.COMMA)) {
            Term withKey = keyed(left);
            left = withKey == null ? left : withKey;
        }
        int chain = 0;
        while (isMembership()) {
            tokens.enter();
            chain++;
            Location at = tokens.at();
            tokens.next();
            left = call(internal(at, Names.MEMBER), left, climb(COMPARISON, null));
        }
        leave(chain);
        return left;
    }

    private boolean isMembership() {
        return tokens.is(TokenKind.IN) && !terms.takeKeywordAsRefHead();
    }

    private void leave(int times) {
        for (int i = 0; i < times; i++) {
            tokens.leave();
        }
    }

    // Parses `key, value in collection`. Returns null, and consumes nothing, if the comma has another meaning.
    private @Nullable Term keyed(Term key) {
        Tokens.Mark mark = tokens.mark();
        tokens.next();
        try {
            Term value = climb(COMPARISON, null);
            if (tokens.is(TokenKind.IN)) {
                Location at = tokens.at();
                tokens.next();
                Term collection = climb(COMPARISON, null);
                Location whole = key.at().endingAt(tokens.lastEnd());
                return new Term.Call(whole, internal(at, Names.MEMBER_WITH_KEY), List.of(key, value, collection));
            }
        } catch (ParseFailure notKeyed) {
            // The comma ends the expression. The caller reports what follows as an error.
        }
        tokens.reset(mark);
        return null;
    }

    private Term climb(int tightness, @Nullable Term first) {
        Term left = first == null ? terms.term() : first;
        int chain = 0;
        for (int level = tightness(tokens.kind()); level >= tightness; level = tightness(tokens.kind())) {
            tokens.enter();
            chain++;
            Term.Ref operator = Term.ref(tokens.at(), tokens.kind().text);
            tokens.next();
            left = call(operator, left, climb(level + 1, null));
        }
        leave(chain);
        return left;
    }

    private static int tightness(TokenKind kind) {
        return switch (kind) {
            case EQUAL, NEQ, LT, GT, LTE, GTE -> COMPARISON;
            case OR -> 2;
            case AND -> 3;
            case ADD, SUB -> 4;
            case MUL, QUO, REM -> 5;
            default -> 0;
        };
    }

    private Term call(Term.Ref operator, Term left, Term right) {
        return new Term.Call(left.at().endingAt(tokens.lastEnd()), operator, List.of(left, right));
    }

    /// Returns a dotted name as a reference.
    public static Term.Ref internal(Location at, String dotted) {
        int dot = dotted.indexOf('.');
        return new Term.Ref(
                at, List.of(new Term.Var(at, dotted.substring(0, dot)), Term.string(at, dotted.substring(dot + 1))));
    }
}
