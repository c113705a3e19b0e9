package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parses `and`, `or` and `not { ... }`, which modules can import from `future.keywords`. `and` has a higher precedence
/// than `or`.
final class LogicParser {
    private final Tokens tokens;
    private final BodyParser bodies;

    LogicParser(Tokens tokens, BodyParser bodies) {
        this.tokens = tokens;
        this.bodies = bodies;
    }

    /// Parses an expression that starts with a body or a group. Returns null, and consumes nothing, for
    /// another form.
    @Nullable
    Expr statement(Location start) {
        Expr.Operand first = switch (tokens.kind()) {
            case LBRACE -> bodyBeforeOperator();
            case LPAREN -> group(false);
            default -> null;
        };
        if (first == null) {
            return null;
        }
        return bodies.withModifiers(chain(first, start));
    }

    /// Returns the expression, or continues with it as the first operand.
    Expr orAlone(Expr expr, Location start) {
        if (!tokens.isLogicalOperator()) {
            return expr;
        }
        if (!expr.withs().isEmpty()) {
            throw tokens.fail(
                    expr.withs().getFirst().at(),
                    "`with` modifier is not allowed on operand of `" + tokens.kind().text + "`");
        }
        return bodies.withModifiers(chain(implicit(expr.at(start.endingAt(tokens.lastEnd()))), start));
    }

    private static Expr.Operand implicit(Expr expr) {
        return new Expr.Operand(List.of(expr), false);
    }

    // `{ ... }` is an operand only if an operator follows. Otherwise it is a set or an object.
    private Expr.@Nullable Operand bodyBeforeOperator() {
        Tokens.Mark mark = tokens.mark();
        try {
            Expr.Operand operand = braces();
            if (tokens.isLogicalOperator()) {
                return operand;
            }
        } catch (ParseFailure noBody) {
            // It is a term.
        }
        tokens.reset(mark);
        return null;
    }

    private Expr.Operand braces() {
        tokens.next();
        return new Expr.Operand(bodies.body(TokenKind.RBRACE), true);
    }

    // Parses `( ... )` with operators inside. Returns null, and consumes nothing, for a term.
    private Expr.@Nullable Operand group(boolean operandNeeded) {
        tokens.enter();
        Tokens.Mark mark = tokens.mark();
        Expr.Operand inside = inParentheses(operandNeeded);
        if (inside == null) {
            tokens.reset(mark);
        }
        tokens.leave();
        return inside;
    }

    private Expr.@Nullable Operand inParentheses(boolean operandNeeded) {
        Location start = tokens.at();
        tokens.next();
        Expr.Operand first;
        try {
            first = operand();
        } catch (ParseFailure aTerm) {
            return null;
        }
        if (tokens.isLogicalOperator()) {
            Expr whole = bodies.withModifiers(chain(first, start));
            close();
            return implicit(whole);
        }
        if (first.explicit()) {
            return null;
        }
        Expr only = first.body().getFirst();
        if (tokens.is(TokenKind.WITH)) {
            Expr modified = bodies.withModifiers(only);
            close();
            return operandNeeded || tokens.isLogicalOperator() ? implicit(modified) : null;
        }
        boolean logical =
                only.form() instanceof Expr.Form.Logical || only.form() instanceof Expr.Form.Not || only.negated();
        if (!logical || !tokens.is(TokenKind.RPAREN)) {
            return null;
        }
        close();
        return first;
    }

    private void close() {
        if (!tokens.accept(TokenKind.RPAREN)) {
            throw tokens.fail(tokens.at(), "expected ) to close parenthesized group");
        }
    }

    private Expr chain(Expr.Operand first, Location start) {
        Expr.Operand left = conjunction(first, start);
        while (tokens.accept(TokenKind.LOGICAL_OR)) {
            Location at = tokens.at();
            left = join(false, left, conjunction(operand(), at), start);
        }
        return left.body().getFirst();
    }

    private Expr.Operand conjunction(Expr.Operand first, Location start) {
        Expr.Operand left = first;
        while (tokens.accept(TokenKind.LOGICAL_AND)) {
            left = join(true, left, operand(), start);
        }
        return left;
    }

    private Expr.Operand join(boolean and, Expr.Operand left, Expr.Operand right, Location start) {
        Location at = start.endingAt(tokens.lastEnd());
        return implicit(Expr.of(at, new Expr.Form.Logical(and, left, right)));
    }

    private Expr.Operand operand() {
        Location start = tokens.at();
        if (tokens.is(TokenKind.LBRACE)) {
            return braces();
        }
        boolean negated = tokens.is(TokenKind.NOT) && !tokens.isKeywordBeforePath();
        if (negated) {
            tokens.next();
            if (tokens.hasNotBodies()) {
                return implicit(negation(start));
            }
        } else if (tokens.is(TokenKind.LPAREN)) {
            Expr.Operand inside = group(true);
            if (inside != null) {
                return inside;
            }
        }
        Expr expr = bodies.expression(start);
        return implicit(expr.at(start.endingAt(tokens.lastEnd())).asNegated(negated));
    }

    /// Parses the operand of `not`, if it may be a body.
    Expr negation(Location start) {
        Expr.Operand operand = null;
        if (tokens.is(TokenKind.LBRACE)) {
            operand = braces();
        } else if (tokens.is(TokenKind.LPAREN) && tokens.hasLogicalKeywords()) {
            operand = group(true);
        }
        if (operand == null) {
            Location at = tokens.at();
            Expr expr = bodies.expression(at);
            operand = implicit(expr.at(start.endingAt(tokens.lastEnd())));
        }
        Location whole = start.endingAt(tokens.lastEnd());
        return Expr.of(whole, new Expr.Form.Not(operand.body(), operand.explicit()));
    }
}
