package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses arrays, sets, objects and comprehensions.
final class CollectionParser {
    /// A `|` may be a union or start the body of a comprehension. This is the number of times that a wrong guess
    /// may be undone.
    private static final int MAX_REREADS = 1_000;

    private final Tokens tokens;
    private final TermParser terms;
    private final BodyParser bodies;
    private int rereads;

    CollectionParser(Tokens tokens, TermParser terms, BodyParser bodies) {
        this.tokens = tokens;
        this.terms = terms;
        this.bodies = bodies;
    }

    Term array() {
        Location at = tokens.at();
        tokens.next();
        if (tokens.is(TokenKind.RBRACK)) {
            return new Term.Array(closed(at), List.of());
        }
        boolean mayComprehend = !tokens.accept(TokenKind.COMMA);
        Term first = terms.term();
        if (mayComprehend && tokens.is(TokenKind.OR)) {
            List<Expr> body = comprehensionBody(TokenKind.RBRACK);
            if (body != null) {
                return new Term.Comprehension(
                        at.endingAt(tokens.lastEnd()), Term.Comprehension.Kind.ARRAY, null, first, body);
            }
        }
        List<Term> items = rest(TokenKind.RBRACK, first);
        return new Term.Array(closed(at), items);
    }

    Term setOrObject() {
        Location at = tokens.at();
        tokens.next();
        if (tokens.is(TokenKind.RBRACE)) {
            return new Term.Obj(closed(at), List.of());
        }
        boolean mayComprehend = !tokens.accept(TokenKind.COMMA);
        Term first = terms.term();
        if (mayComprehend && tokens.is(TokenKind.OR)) {
            List<Expr> body = comprehensionBody(TokenKind.RBRACE);
            if (body != null) {
                return new Term.Comprehension(
                        at.endingAt(tokens.lastEnd()), Term.Comprehension.Kind.SET, null, first, body);
            }
        }
        if (!isOneOf(TokenKind.RBRACE, TokenKind.COMMA, TokenKind.COLON)) {
            first = terms.listedFrom(first);
        }
        return switch (tokens.kind()) {
            case COLON -> object(at, first, mayComprehend);
            case COMMA, RBRACE -> set(at, first);
            default -> throw tokens.illegal("non-terminated set");
        };
    }

    private boolean isOneOf(TokenKind... kinds) {
        return List.of(kinds).contains(tokens.kind());
    }

    private Term set(Location at, Term first) {
        List<Term> elements = rest(TokenKind.RBRACE, first);
        return new Term.SetOf(closed(at), elements);
    }

    // Parses the elements after the first operand of the first element.
    private List<Term> rest(TokenKind end, Term firstOperand) {
        List<Term> items = new ArrayList<>();
        items.add(isOneOf(TokenKind.COMMA, end) ? firstOperand : terms.listedFrom(firstOperand));
        if (!tokens.accept(TokenKind.COMMA) && !tokens.is(end)) {
            throw tokens.illegal("expected \",\" or \"" + end.text + "\"");
        }
        return List.copyOf(terms.list(end, items));
    }

    private Term object(Location at, Term key, boolean mayComprehend) {
        tokens.next();
        Term value = terms.term();
        if (mayComprehend && tokens.is(TokenKind.OR)) {
            List<Expr> body = comprehensionBody(TokenKind.RBRACE);
            if (body != null) {
                return new Term.Comprehension(
                        at.endingAt(tokens.lastEnd()), Term.Comprehension.Kind.OBJECT, key, value, body);
            }
        }
        if (!isOneOf(TokenKind.RBRACE, TokenKind.COMMA)) {
            value = terms.listedFrom(value);
        }
        if (!isOneOf(TokenKind.RBRACE, TokenKind.COMMA)) {
            throw tokens.illegal("non-terminated object");
        }
        List<Term.Entry> entries = new ArrayList<>();
        entries.add(new Term.Entry(key, value));
        moreEntries(entries);
        return new Term.Obj(closed(at), List.copyOf(entries));
    }

    private void moreEntries(List<Term.Entry> entries) {
        while (tokens.accept(TokenKind.COMMA) && !tokens.is(TokenKind.RBRACE)) {
            Term key = terms.listed();
            if (!tokens.accept(TokenKind.COLON)) {
                throw tokens.illegal("expected \":\"");
            }
            entries.add(new Term.Entry(key, terms.listed()));
            if (!isOneOf(TokenKind.COMMA, TokenKind.RBRACE)) {
                throw tokens.illegal("expected \",\" or \"}\"");
            }
        }
    }

    /// Parses the body after `|`. Returns null, and consumes nothing, if the `|` is an operator in a list.
    private @Nullable List<Expr> comprehensionBody(TokenKind end) {
        Tokens.Mark mark = tokens.mark();
        tokens.next();
        try {
            return bodies.body(end);
        } catch (ParseFailure failure) {
            if (!tokens.is(TokenKind.COMMA) || ++rereads > MAX_REREADS) {
                throw failure;
            }
            tokens.reset(mark);
            return null;
        }
    }

    // Consumes the closing bracket.
    private Location closed(Location start) {
        tokens.next();
        return start.endingAt(tokens.lastEnd());
    }
}
