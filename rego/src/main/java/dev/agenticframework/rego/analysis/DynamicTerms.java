package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;

/// Moves references and comprehensions out of other terms, so that each is alone on one side of an equality.
public final class DynamicTerms {
    private final FreshNames fresh;

    public DynamicTerms(FreshNames fresh) {
        this.fresh = fresh;
    }

    public List<Expr> body(List<Expr> body) {
        List<Expr> out = new ArrayList<>(body.size());
        body.forEach(expr -> expr(expr, out));
        return out;
    }

    private void expr(Expr expr, List<Expr> out) {
        Expr.Form form = switch (expr.form()) {
            case Expr.Form.Plain(Term term) -> new Expr.Form.Plain(outer(expr, term, out));
            case Expr.Form.Call call -> call(expr, call, out);
            case Expr.Form.Some some -> some;
            case Expr.Form.Every(var key, var value, var domain, var body) ->
                new Expr.Form.Every(key, value, inner(expr, domain, out), body(body));
            case Expr.Form.Not(var body, var explicit) -> new Expr.Form.Not(body(body), explicit);
            case Expr.Form.Logical(var and, var left, var right) ->
                new Expr.Form.Logical(
                        and,
                        new Expr.Operand(body(left.body()), left.explicit()),
                        new Expr.Operand(body(right.body()), right.explicit()));
        };
        out.add(expr.with(form));
    }

    private Expr.Form call(Expr expr, Expr.Form.Call call, List<Expr> out) {
        boolean equality = call.operands().size() == 2 && (call.isTo(Names.UNIFY) || call.isTo(Names.EQUAL));
        List<Term> operands = new ArrayList<>(call.operands().size());
        for (Term operand : call.operands()) {
            operands.add(equality ? outer(expr, operand, out) : inner(expr, operand, out));
        }
        Term.Ref operator = equality ? Term.ref(call.operator().at(), Names.UNIFY) : call.operator();
        return new Expr.Form.Call(operator, operands);
    }

    // References and comprehensions may stay on this level.
    private Term outer(Expr expr, Term term, List<Expr> out) {
        return switch (term) {
            case Term.Ref(var at, var parts) -> new Term.Ref(at, steps(expr, parts, out));
            case Term.Comprehension comprehension -> closed(comprehension);
            default -> inner(expr, term, out);
        };
    }

    private List<Term> steps(Expr expr, List<Term> parts, List<Expr> out) {
        List<Term> steps = new ArrayList<>(parts.size());
        steps.add(parts.getFirst());
        for (Term part : parts.subList(1, parts.size())) {
            steps.add(inner(expr, part, out));
        }
        return steps;
    }

    private Term closed(Term.Comprehension comprehension) {
        return comprehension.with(comprehension.key(), comprehension.item(), body(comprehension.body()));
    }

    private Term inner(Expr expr, Term term, List<Expr> out) {
        return switch (term) {
            case Term.Ref(var at, var parts) -> capture(expr, new Term.Ref(at, steps(expr, parts, out)), out);
            case Term.Comprehension comprehension -> capture(expr, closed(comprehension), out);
            case Term.Array(var at, var items) -> new Term.Array(at, inner(expr, items, out));
            case Term.SetOf(var at, var elements) -> new Term.SetOf(at, inner(expr, elements, out));
            case Term.Obj(var at, var entries) -> {
                List<Term.Entry> rewritten = new ArrayList<>(entries.size());
                for (Term.Entry entry : entries) {
                    Term key = inner(expr, entry.key(), out);
                    rewritten.add(new Term.Entry(key, inner(expr, entry.value(), out)));
                }
                yield new Term.Obj(at, rewritten);
            }
            default -> term;
        };
    }

    private List<Term> inner(Expr expr, List<Term> terms, List<Expr> out) {
        List<Term> rewritten = new ArrayList<>(terms.size());
        terms.forEach(term -> rewritten.add(inner(expr, term, out)));
        return rewritten;
    }

    private Term capture(Expr expr, Term term, List<Expr> out) {
        Expr capture = fresh.capture(term).withModifiers(expr.withs());
        out.add(capture);
        return FreshNames.captured(capture);
    }
}
