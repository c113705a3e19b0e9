package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Rule;
import dev.agenticframework.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;

/// Moves nested calls out of terms: `f(g(x)) > 1` becomes `g(x, a); f(a, b); b > 1`.
public final class CallFlattener {
    private final FreshNames fresh;

    public CallFlattener(FreshNames fresh) {
        this.fresh = fresh;
    }

    public Rule rule(Rule rule) {
        Rule.Head head = rule.head();
        List<Expr> support = new ArrayList<>();
        List<Term> args = terms(head.args(), support);
        Term key = head.key() == null ? null : term(head.key(), support);
        Term value = head.value() == null ? null : term(head.value(), support);
        List<Expr> body = Expr.append(rule.body(), support);
        return rule.with(head.with(head.reference(), args, key, value), body(body));
    }

    public List<Expr> body(List<Expr> body) {
        List<Expr> flat = new ArrayList<>(body.size());
        body.forEach(expr -> expr(expr, flat));
        return flat;
    }

    private void expr(Expr expr, List<Expr> out) {
        List<Expr.With> withs = new ArrayList<>();
        for (Expr.With with : expr.withs()) {
            withs.add(new Expr.With(with.at(), with.target(), term(with.value(), out)));
        }
        List<Expr> support = new ArrayList<>();
        Expr.Form form = form(expr, support);
        support.forEach(extra -> out.add(extra.withModifiers(withs)));
        out.add(expr.with(form).withModifiers(withs));
    }

    private Expr.Form form(Expr expr, List<Expr> support) {
        return switch (expr.form()) {
            case Expr.Form.Plain(Term term) -> new Expr.Form.Plain(term(term, support));
            case Expr.Form.Call(var operator, var operands) -> new Expr.Form.Call(operator, terms(operands, support));
            case Expr.Form.Some some -> some;
            case Expr.Form.Every(var key, var value, var domain, var body) -> {
                Expr capture = fresh.capture(domain);
                expr(capture, support);
                yield new Expr.Form.Every(key, value, FreshNames.captured(capture), body(body));
            }
            case Expr.Form.Not(var body, var explicit) -> new Expr.Form.Not(body(body), explicit);
            case Expr.Form.Logical(var and, var left, var right) ->
                new Expr.Form.Logical(
                        and,
                        new Expr.Operand(body(left.body()), left.explicit()),
                        new Expr.Operand(body(right.body()), right.explicit()));
        };
    }

    private List<Term> terms(List<Term> terms, List<Expr> support) {
        List<Term> flat = new ArrayList<>(terms.size());
        terms.forEach(term -> flat.add(term(term, support)));
        return flat;
    }

    private Term term(Term term, List<Expr> support) {
        return switch (term) {
            case Term.Scalar ignored -> term;
            case Term.Var ignored -> term;
            case Term.Call call -> call(call, support);
            case Term.Ref(var at, var parts) -> reference(at, parts, support);
            case Term.Array(var at, var items) -> new Term.Array(at, terms(items, support));
            case Term.SetOf(var at, var elements) -> new Term.SetOf(at, terms(elements, support));
            case Term.Obj(var at, var entries) -> object(at, entries, support);
            case Term.Comprehension comprehension -> comprehension(comprehension);
            case Term.Template ignored -> term;
        };
    }

    private Term call(Term.Call call, List<Expr> support) {
        List<Term> operands = new ArrayList<>(terms(call.args(), support));
        Term.Var result = fresh.variable(call.at());
        fresh.remember(result, call);
        operands.add(result);
        support.add(Expr.of(call.at(), new Expr.Form.Call(call.operator(), operands))
                .asGenerated());
        return result;
    }

    private Term reference(Location at, List<Term> parts, List<Expr> support) {
        List<Term> flat = new ArrayList<>(terms(parts, support));
        Term head = flat.getFirst();
        if (!(head instanceof Term.Var) && !(head instanceof Term.Ref)) {
            Expr capture = fresh.capture(head);
            support.add(capture);
            flat.set(0, FreshNames.captured(capture));
        }
        return new Term.Ref(at, flat);
    }

    private Term object(Location at, List<Term.Entry> entries, List<Expr> support) {
        List<Term.Entry> flat = new ArrayList<>(entries.size());
        for (Term.Entry entry : entries) {
            Term key = term(entry.key(), support);
            flat.add(new Term.Entry(key, term(entry.value(), support)));
        }
        return new Term.Obj(at, flat);
    }

    private Term comprehension(Term.Comprehension comprehension) {
        List<Expr> support = new ArrayList<>();
        Term key = comprehension.key() == null ? null : term(comprehension.key(), support);
        Term item = term(comprehension.item(), support);
        return comprehension.with(key, item, body(Expr.append(comprehension.body(), support)));
    }
}
