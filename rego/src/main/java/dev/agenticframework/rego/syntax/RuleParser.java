package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.value.BooleanValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Parses rules: `default` rules, complete and partial rules, functions, chains of `else`, and in v0 several bodies in
/// a row.
final class RuleParser {
    private static final Set<TokenKind> OPERATORS = Set.of(
            TokenKind.ADD,
            TokenKind.SUB,
            TokenKind.MUL,
            TokenKind.QUO,
            TokenKind.REM,
            TokenKind.AND,
            TokenKind.OR,
            TokenKind.EQUAL,
            TokenKind.NEQ,
            TokenKind.GT,
            TokenKind.GTE,
            TokenKind.LT,
            TokenKind.LTE);

    private final Tokens tokens;
    private final BodyParser bodies;

    RuleParser(Tokens tokens, BodyParser bodies) {
        this.tokens = tokens;
        this.bodies = bodies;
    }

    /// Parses the rules that start here (several if bodies follow each other). Returns null, with the position
    /// undefined, if there is none.
    @Nullable
    List<Rule> rules() {
        Location start = tokens.at();
        bodies.terms().takeKeywordAsRefHead();
        boolean isDefault = tokens.accept(TokenKind.DEFAULT);
        if (isDefault) {
            bodies.terms().takeKeywordAsRefHead();
        }
        refuseKeywordAsName(isDefault);
        if (!tokens.is(TokenKind.IDENT)) {
            return null;
        }
        Rule.Head head = head(isDefault);
        if (head == null) {
            return null;
        }
        if (isDefault) {
            return List.of(defaultRule(start, head));
        }
        return ordinary(start, head);
    }

    private void refuseKeywordAsName(boolean isDefault) {
        TokenKind kind = tokens.kind();
        if (!kind.isKeyword()
                || Set.of(TokenKind.NULL, TokenKind.TRUE, TokenKind.FALSE).contains(kind)) {
            return;
        }
        Token after = tokens.peek();
        boolean defines = switch (after.kind()) {
            case ASSIGN, UNIFY -> kind != TokenKind.CONTAINS;
            case IF, CONTAINS -> kind != TokenKind.PACKAGE && kind != TokenKind.IMPORT;
            case LPAREN -> kind != TokenKind.NOT && kind != TokenKind.CONTAINS;
            default -> isDefault;
        };
        if (defines && kind != TokenKind.ELSE && kind != TokenKind.WITH && kind != TokenKind.DEFAULT) {
            throw tokens.fail(tokens.at(), kind.text + " keyword cannot be used for rule name");
        }
    }

    private Rule defaultRule(Location start, Rule.Head head) {
        DefaultRuleCheck.check(tokens, start, head);
        Location whole = start.endingAt(tokens.lastEnd());
        return new Rule(whole, true, head, Expr.trueBody(whole), false, null);
    }

    private Rule.@Nullable Head head(boolean isDefault) {
        Location start = tokens.at();
        Term named = name();
        Term.Ref reference;
        List<Term> args = List.of();
        switch (named) {
            case Term.Var name -> reference = new Term.Ref(name.at(), List.of(name));
            case Term.Ref ref -> reference = ref;
            case Term.Call(var ignored, var operator, var parameters) -> {
                reference = operator;
                args = parameters;
            }
            default -> {
                return null;
            }
        }
        if (!(reference.head() instanceof Term.Var)) {
            return null;
        }
        Term key = null;
        Term value = null;
        boolean assigned = tokens.is(TokenKind.ASSIGN);
        boolean contains = tokens.is(TokenKind.CONTAINS);
        if (contains) {
            if (!args.isEmpty()) {
                throw tokens.illegal("the contains keyword can only be used with multi-value rule definitions (e.g., "
                        + reference + " contains <VALUE> { ... })");
            }
            tokens.next();
            key = expected("rule key term (e.g., " + reference + " contains <VALUE> { ... })", bodies.terms()::full);
        } else if (assigned || tokens.is(TokenKind.UNIFY)) {
            tokens.next();
            value = value(reference, args, isDefault);
        }
        boolean implied = !contains && value == null && (reference.parts().size() != 2 || !args.isEmpty());
        Location at = start.endingAt(tokens.lastEnd());
        if (implied) {
            value = Term.scalar(at, BooleanValue.TRUE);
        }
        return new Rule.Head(at, reference, args, key, value, assigned, implied, false, contains);
    }

    private Term name() {
        Token after = tokens.peek();
        if (OPERATORS.contains(after.kind()) && !after.spaced()) {
            tokens.next();
            throw tokens.illegal("");
        }
        return expected("rule head name", bodies.terms()::ruleHead);
    }

    private Term value(Term.Ref reference, List<Term> args, boolean isDefault) {
        String example = !args.isEmpty()
                ? "function value term (e.g., " + reference + "(...) := <VALUE> { ... })"
                : isDefault
                        ? "default rule value term (e.g., default " + reference + " := <VALUE>)"
                        : "rule value term (e.g., " + reference + " := <VALUE> { ... })";
        return expected(example, bodies.terms()::full);
    }

    // The error in the term is reported first, and then the expected term.
    private Term expected(String what, Supplier<Term> term) {
        try {
            return term.get();
        } catch (ParseFailure failure) {
            throw tokens.illegal("expected " + what);
        }
    }

    // In v0, a path of one step may be the key of a set. In both dialects, it may be the key of an object.
    private static Rule.Head keyed(Rule.Head head, boolean hasIf) {
        if (head.hasContains()
                || !head.args().isEmpty()
                || head.reference().parts().size() != 2) {
            return head;
        }
        Term step = head.reference().parts().get(1);
        Term.Ref reference = head.reference();
        if (!hasIf) {
            Term.Ref name = head.value() != null ? reference : new Term.Ref(reference.at(), List.of(reference.head()));
            return head.with(name, head.args(), step, head.value());
        }
        Term key = !step.isConstant() ? step : head.key();
        if (head.value() != null) {
            return head.with(reference, head.args(), key, head.value());
        }
        Rule.Head truthy = head.with(reference, head.args(), key, Term.scalar(head.at(), BooleanValue.TRUE));
        return new Rule.Head(
                truthy.at(),
                reference,
                truthy.args(),
                truthy.key(),
                truthy.value(),
                truthy.assigned(),
                true,
                true,
                false);
    }

    private @Nullable List<Rule> ordinary(Location start, Rule.Head bare) {
        boolean hasIf = tokens.is(TokenKind.IF);
        Rule.Head head = keyed(bare, hasIf);
        List<Expr> body;
        if (hasIf) {
            head = head.withIf();
            tokens.next();
            body = ifBody();
        } else if (tokens.accept(TokenKind.LBRACE)) {
            body = bodies.body(TokenKind.RBRACE);
        } else if (head.hasContains()) {
            return List.of(new Rule(head.at(), false, head, Expr.trueBody(start), true, null));
        } else {
            return null;
        }
        Rule first = new Rule(start, false, head, body, false, orElse(head));
        List<Rule> rules = new ArrayList<>();
        rules.add(first.at(start.endingAt(tokens.lastEnd())));
        furtherBodies(first, rules);
        return rules;
    }

    // After `if` comes one expression, or a body in braces. `{1, 2}` alone is parsed as a body, not as a set.
    private List<Expr> ifBody() {
        if (!tokens.is(TokenKind.LBRACE)) {
            return List.of(bodies.literal());
        }
        Tokens.Mark mark = tokens.mark();
        try {
            Expr expr = bodies.literal();
            if (!(expr.form() instanceof Expr.Form.Plain(Term.SetOf ignored))) {
                return List.of(expr);
            }
        } catch (ParseFailure notOneExpression) {
            // It is a body.
        }
        tokens.reset(mark);
        tokens.next();
        return bodies.body(TokenKind.RBRACE);
    }

    private void furtherBodies(Rule first, List<Rule> rules) {
        while (tokens.is(TokenKind.LBRACE)) {
            if (first.orElse() != null) {
                throw tokens.fail(tokens.at(), "expected else keyword");
            }
            Location start = tokens.at();
            tokens.next();
            List<Expr> body = bodies.body(TokenKind.RBRACE);
            Rule.Head head = withFreshWildcards(first.head());
            rules.add(new Rule(start.endingAt(tokens.lastEnd()), false, head, body, false, null));
        }
    }

    private Rule.Head withFreshWildcards(Rule.Head head) {
        List<Term> args = head.args().stream()
                .map(arg -> arg instanceof Term.Var v && v.isWildcard()
                        ? (Term) new Term.Var(v.at(), tokens.freshWildcard())
                        : arg)
                .toList();
        return head.with(head.reference(), args, head.key(), head.value());
    }

    private @Nullable Rule orElse(Rule.Head head) {
        if (!tokens.is(TokenKind.ELSE)) {
            return null;
        }
        if (tokens.isKeywordBeforePath()) {
            return null;
        }
        if (head.reference().parts().size() > 1 && !head.isGround()) {
            throw tokens.fail(tokens.at(), "else keyword cannot be used on rules with variables in head");
        }
        if (head.key() != null) {
            throw tokens.fail(tokens.at(), "else keyword cannot be used on multi-value rules");
        }
        return elseBranch(head);
    }

    private Rule elseBranch(Rule.Head first) {
        Location start = tokens.at();
        tokens.next();
        boolean assigned = tokens.is(TokenKind.ASSIGN);
        boolean implied = tokens.is(TokenKind.LBRACE) || tokens.is(TokenKind.IF);
        Term value = Term.scalar(start, BooleanValue.TRUE);
        if (assigned || tokens.is(TokenKind.UNIFY)) {
            tokens.next();
            value = bodies.terms().full();
        } else if (!implied) {
            throw tokens.illegal("expected else value term or rule body");
        }
        Location headAt = start.endingAt(tokens.lastEnd());
        boolean hasIf = tokens.accept(TokenKind.IF);
        Rule.Head named = withFreshWildcards(first);
        Rule.Head head =
                new Rule.Head(headAt, named.reference(), named.args(), null, value, assigned, implied, hasIf, false);
        List<Expr> body = elseBody(hasIf, start);
        boolean generated = body.getFirst().generated();
        Rule next = tokens.is(TokenKind.ELSE) ? elseBranch(first) : null;
        return new Rule(start.endingAt(tokens.lastEnd()), false, head, body, generated, next);
    }

    private List<Expr> elseBody(boolean hasIf, Location start) {
        if (tokens.accept(TokenKind.LBRACE)) {
            return bodies.body(TokenKind.RBRACE);
        }
        if (!hasIf) {
            return Expr.trueBody(start);
        }
        if (tokens.is(TokenKind.EOF)) {
            throw tokens.illegal("rule body expected");
        }
        return List.of(bodies.literal());
    }
}
