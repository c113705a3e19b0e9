package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Rule;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.syntax.TermRewriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Moves terms that need evaluation from heads, of rules and of comprehensions, to the end of their bodies.
public final class HeadCapturer extends TermRewriter {
    private final FreshNames fresh;

    public HeadCapturer(FreshNames fresh) {
        this.fresh = fresh;
    }

    public Rule rule(Rule rule) {
        Rule.Head inner = head(rule.head());
        List<Expr> captures = new ArrayList<>();
        List<Term> args = TermRewriter.each(inner.args(), arg -> simple(arg, captures));
        Term key = simpleOrNull(inner.key(), captures);
        Term value = simpleOrNull(inner.value(), captures);
        Rule.Head head = inner.with(inner.reference(), args, key, value);
        return rule.with(head, Expr.append(body(rule.body()), captures));
    }

    /// Does the same for the head's reference, whose steps must become variables or scalars.
    public Rule reference(Rule rule) {
        List<Term> parts = new ArrayList<>(rule.head().reference().parts());
        List<Expr> captures = new ArrayList<>();
        Term key = rule.head().key();
        for (int i = 1; i < parts.size(); i++) {
            Term part = parts.get(i);
            if (part instanceof Term.Var || part instanceof Term.Scalar) {
                continue;
            }
            Expr capture = fresh.capture(part);
            captures.add(capture);
            parts.set(i, FreshNames.captured(capture));
            if (part.equals(key)) {
                key = parts.get(i);
            }
        }
        if (captures.isEmpty()) {
            return rule;
        }
        Term.Ref reference = new Term.Ref(rule.head().reference().at(), parts);
        Rule.Head head =
                rule.head().with(reference, rule.head().args(), key, rule.head().value());
        return rule.with(head, Expr.append(rule.body(), captures));
    }

    private @Nullable Term simpleOrNull(@Nullable Term term, List<Expr> captures) {
        return term == null ? null : simple(term, captures);
    }

    private Term simple(Term term, List<Expr> captures) {
        if (!needsEvaluation(term)) {
            return term;
        }
        Expr capture = fresh.capture(term);
        captures.add(capture);
        return FreshNames.captured(capture);
    }

    /// Whether a term contains references or comprehensions.
    static boolean needsEvaluation(Term term) {
        return switch (term) {
            case Term.Ref ignored -> true;
            case Term.Comprehension ignored -> true;
            case Term.Template ignored -> true;
            case Term.Call ignored -> true;
            case Term.Scalar ignored -> false;
            case Term.Var ignored -> false;
            case Term.Array array -> array.items().stream().anyMatch(HeadCapturer::needsEvaluation);
            case Term.SetOf set -> set.elements().stream().anyMatch(HeadCapturer::needsEvaluation);
            case Term.Obj object ->
                object.entries().stream()
                        .anyMatch(entry -> needsEvaluation(entry.key()) || needsEvaluation(entry.value()));
        };
    }

    @Override
    public Term comprehension(Term.Comprehension comprehension) {
        List<Expr> captures = new ArrayList<>();
        Term key = simpleOrNull(termOrNull(comprehension.key()), captures);
        Term item = simple(term(comprehension.item()), captures);
        return comprehension.with(key, item, Expr.append(body(comprehension.body()), captures));
    }
}
