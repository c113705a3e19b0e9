package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses expressions and bodies.
final class BodyParser {
    private final Tokens tokens;
    private final TermParser terms;
    private final LogicParser logic;

    BodyParser(Tokens tokens) {
        this.tokens = tokens;
        this.terms = new TermParser(tokens, this);
        this.logic = new LogicParser(tokens, this);
    }

    TermParser terms() {
        return terms;
    }

    /// Parses expressions up to `end`, and consumes it.
    List<Expr> body(TokenKind end) {
        tokens.enter();
        List<Expr> body = expressions(end);
        tokens.next();
        tokens.leave();
        return body;
    }

    private List<Expr> expressions(TokenKind end) {
        if (tokens.is(end)) {
            throw tokens.fail(tokens.at(), "found empty body");
        }
        List<Expr> body = new ArrayList<>();
        while (true) {
            body.add(literal());
            if (tokens.accept(TokenKind.SEMICOLON)) {
                continue;
            }
            if (tokens.is(end)) {
                return List.copyOf(body);
            }
            if (!tokens.token().onNewLine()) {
                hintAtMissingKeyword(body.getLast());
                throw tokens.illegal("expected \\n or ; or " + end.text);
            }
        }
    }

    /// Parses a whole query: expressions to the end of the source.
    List<Expr> query() {
        List<Expr> body = new ArrayList<>();
        while (!tokens.is(TokenKind.EOF)) {
            body.add(literal());
            tokens.accept(TokenKind.SEMICOLON);
        }
        return List.copyOf(body);
    }

    /// Parses a statement outside any rule: expressions joined by semicolons.
    List<Expr> statement() {
        List<Expr> body = new ArrayList<>();
        do {
            body.add(literal());
        } while (tokens.accept(TokenKind.SEMICOLON));
        return List.copyOf(body);
    }

    Expr literal() {
        Location start = tokens.at();
        Expr expr = unplaced(start);
        return expr.at(start.endingAt(tokens.lastEnd()));
    }

    private Expr unplaced(Location start) {
        Expr grouped = tokens.hasLogicalKeywords() ? logic.statement(start) : null;
        if (grouped != null) {
            return grouped;
        }
        if (terms.takeKeywordAsRefHead()) {
            return logic.orAlone(withModifiers(expression(start)), start);
        }
        boolean negated = tokens.accept(TokenKind.NOT);
        if (negated && (tokens.is(TokenKind.SOME) || tokens.is(TokenKind.EVERY))) {
            throw tokens.illegal("illegal negation of '" + tokens.kind().text + "'");
        }
        if (negated && tokens.hasNotBodies()) {
            return logic.orAlone(withModifiers(logic.negation(start)), start);
        }
        return switch (tokens.kind()) {
            case SOME -> some(start);
            case EVERY -> withModifiers(every(start));
            default -> logic.orAlone(withModifiers(expression(start)).asNegated(negated), start);
        };
    }

    Expr expression(Location start) {
        Term left = terms.full();
        if (tokens.is(TokenKind.ASSIGN) || tokens.is(TokenKind.UNIFY)) {
            Term.Ref operator = Term.ref(tokens.at(), tokens.kind().text);
            tokens.next();
            return Expr.of(start, new Expr.Form.Call(operator, List.of(left, terms.full())));
        }
        return Expr.of(start, formOf(left));
    }

    static Expr.Form formOf(Term term) {
        return term instanceof Term.Call(var ignored, var operator, var args)
                ? new Expr.Form.Call(operator, args)
                : new Expr.Form.Plain(term);
    }

    Expr withModifiers(Expr expr) {
        if (!isWith()) {
            return expr;
        }
        List<Expr.With> withs = new ArrayList<>();
        while (isWith()) {
            withs.add(with());
        }
        return expr.withModifiers(List.copyOf(withs));
    }

    private boolean isWith() {
        return tokens.is(TokenKind.WITH) && !tokens.isKeywordBeforePath();
    }

    private Expr.With with() {
        Location start = tokens.at();
        tokens.next();
        terms.takeKeywordAsRefHead();
        if (!tokens.is(TokenKind.IDENT) && !tokens.is(TokenKind.CONTAINS)) {
            throw tokens.illegal("expected ident");
        }
        Term target = terms.term();
        if (!(target instanceof Term.Ref) && !(target instanceof Term.Var)) {
            throw tokens.illegal("expected with target path");
        }
        if (!tokens.accept(TokenKind.AS)) {
            throw tokens.illegal("expected as keyword");
        }
        Term value = terms.full();
        return new Expr.With(start.endingAt(tokens.lastEnd()), target, value);
    }

    private Expr some(Location start) {
        Tokens.Mark mark = tokens.mark();
        Term.Call domain = someIn();
        if (domain != null) {
            return withModifiers(Expr.of(start, new Expr.Form.Some(List.of(domain))));
        }
        tokens.reset(mark);
        List<Term> symbols = new ArrayList<>();
        do {
            tokens.next();
            if (!tokens.is(TokenKind.IDENT)) {
                throw tokens.illegal("expected var");
            }
            symbols.add(terms.variable());
        } while (tokens.is(TokenKind.COMMA));
        return Expr.of(start, new Expr.Form.Some(List.copyOf(symbols)));
    }

    // Parses `some x in xs`. Returns null for another form.
    private Term.@Nullable Call someIn() {
        Tokens.Mark mark = tokens.mark();
        tokens.next();
        Term term;
        try {
            term = terms.full();
        } catch (ParseFailure noTerm) {
            tokens.reset(mark);
            return null;
        }
        if (!(term instanceof Term.Call call)) {
            return null;
        }
        String operator = call.operator().toString();
        if (!operator.equals(Names.MEMBER) && !operator.equals(Names.MEMBER_WITH_KEY)) {
            throw tokens.illegal("expected `x in xs` or `x, y in xs` expression");
        }
        return call;
    }

    private Expr every(Location start) {
        tokens.next();
        Term term = terms.full();
        if (!(term instanceof Term.Call(var ignored, var operator, var args))
                || !operator.toString().startsWith("internal.member_")) {
            throw tokens.illegal("expected `x[, y] in xs { ... }` expression");
        }
        Term key = args.size() == 3 ? args.getFirst() : null;
        Term value = args.get(args.size() - 2);
        if (key != null && !(key instanceof Term.Var)) {
            throw tokens.illegal("expected key to be a variable");
        }
        if (!(value instanceof Term.Var)) {
            throw tokens.illegal("expected value to be a variable");
        }
        if (!tokens.accept(TokenKind.LBRACE)) {
            throw tokens.illegal("missing body");
        }
        List<Expr> body = body(TokenKind.RBRACE);
        return Expr.of(start, new Expr.Form.Every(key, value, args.getLast(), body));
    }

    private void hintAtMissingKeyword(Expr before) {
        if (tokens.hasHints() || !tokens.is(TokenKind.IDENT)) {
            return;
        }
        if (before.form() instanceof Expr.Form.Plain(Term.Var(var ignored, var name)) && name.equals("every")) {
            tokens.hint("`import future.keywords.every` for `every x in xs { ... }` expressions");
        } else if (tokens.token().text().equals("in")) {
            tokens.hint("`import future.keywords.in` for `x in xs` expressions");
        }
    }
}
