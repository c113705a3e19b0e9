package dev.agenticframework.rego.syntax;

import dev.agenticframework.rego.builtin.StandardDeclarations;
import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.value.BooleanValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Converts a statement that does not look like a rule to one: `p`, `p[x]`, `p = 1`, `f(x) = y`, which v0 and
/// constants allow.
final class FactParser {
    private FactParser() {}

    /// Returns the rule, or throws the reason why the statement is not a rule.
    static Rule rule(List<Expr> body) throws NotARule {
        if (body.size() != 1) {
            throw new NotARule("multiple expressions cannot be used for rule head");
        }
        Expr expr = body.getFirst();
        if (!expr.withs().isEmpty()) {
            throw new NotARule("expressions using with keyword cannot be used for rule head");
        }
        if (expr.negated()) {
            throw new NotARule("negated expressions cannot be used for rule head");
        }
        return switch (expr.form()) {
            case Expr.Form.Some ignored -> throw new NotARule("'some' declarations cannot be used for rule head");
            case Expr.Form.Every ignored -> throw new NotARule("expression cannot be used for rule head");
            case Expr.Form.Not ignored -> throw new NotARule("negated expressions cannot be used for rule head");
            case Expr.Form.Logical ignored -> throw new NotARule("expression cannot be used for rule head");
            case Expr.Form.Plain(Term term) -> fromTerm(term);
            case Expr.Form.Call call -> fromCall(expr, call);
        };
    }

    /// Why a statement is not a rule.
    static final class NotARule extends Exception {
        private static final long serialVersionUID = 1;

        NotARule(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    private static Rule fromTerm(Term term) throws NotARule {
        if (!(term instanceof Term.Ref ref)) {
            throw new NotARule(term.kindName() + " cannot be used for rule name");
        }
        if (ref.parts().size() == 1) {
            throw new NotARule("refs cannot be used for rule head");
        }
        requireName(ref);
        Location at = term.at();
        if (ref.parts().size() > 2) {
            Rule.Head head = head(at, ref, List.of(), null, Term.scalar(at, BooleanValue.TRUE), false, true);
            return new Rule(at, false, head, Expr.trueBody(at), true, null);
        }
        Term.Ref name = new Term.Ref(ref.at(), List.of(ref.head()));
        Rule.Head head = head(at, name, List.of(), ref.parts().get(1), null, false, false);
        return new Rule(at, false, head, Expr.trueBody(at), true, null);
    }

    private static Rule fromCall(Expr expr, Expr.Form.Call call) throws NotARule {
        if (expr.asEquality() != null || expr.asAssignment() != null) {
            boolean assigned = expr.asAssignment() != null;
            return fromDefinition(
                    expr.at(), call.operands().getFirst(), call.operands().getLast(), assigned);
        }
        if (call.operands().isEmpty()) {
            throw new NotARule("rule argument list must take at least one argument");
        }
        if (StandardDeclarations.ALL.find(call.operator().toString()) != null) {
            throw new NotARule("rule name conflicts with built-in function");
        }
        requireName(call.operator());
        Location at = call.operator().at();
        Term value = Term.scalar(at, BooleanValue.TRUE);
        Rule.Head head = head(at, call.operator(), call.operands(), null, value, false, true);
        return new Rule(at, false, head, Expr.trueBody(at), true, null);
    }

    private static Rule fromDefinition(Location at, Term left, Term value, boolean assigned) throws NotARule {
        Rule.Head head = switch (left) {
            case Term.Call call -> {
                requireName(call.operator());
                yield head(at, call.operator(), call.args(), null, value, assigned, false);
            }
            case Term.Ref ref -> {
                requireName(ref);
                Term key = ref.parts().size() == 2 ? ref.parts().get(1) : null;
                yield head(at, ref, List.of(), key, value, assigned, false);
            }
            case Term.Var v -> head(at, new Term.Ref(v.at(), List.of(v)), List.of(), null, value, assigned, false);
            default -> throw new NotARule(left.kindName() + " cannot be used for rule name");
        };
        return new Rule(at, false, head, Expr.trueBody(value.at()), true, null);
    }

    private static Rule.Head head(
            Location at,
            Term.Ref ref,
            List<Term> args,
            @Nullable Term key,
            @Nullable Term value,
            boolean assigned,
            boolean generatedValue) {
        return new Rule.Head(at, ref, args, key, value, assigned, generatedValue, false, false);
    }

    private static void requireName(Term.Ref ref) throws NotARule {
        if (!(ref.head() instanceof Term.Var)) {
            throw new NotARule("invalid rule head: " + ref);
        }
    }
}
