package dev.agenticframework.rego;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rebuilds terms and expressions from the inside out. Subclasses override what they change and leave the rest to
/// `children`.
abstract class TermRewriter {
    Term term(Term term) {
        return children(term);
    }

    Expr expr(Expr expr) {
        return children(expr);
    }

    List<Expr> body(List<Expr> body) {
        List<Expr> rewritten = new ArrayList<>(body.size());
        for (Expr expr : body) {
            rewritten.add(expr(expr));
        }
        return rewritten;
    }

    final List<Term> terms(List<Term> terms) {
        List<Term> rewritten = new ArrayList<>(terms.size());
        for (Term term : terms) {
            rewritten.add(term(term));
        }
        return rewritten;
    }

    final @Nullable Term termOrNull(@Nullable Term term) {
        return term == null ? null : term(term);
    }

    /// The operator of a call: a reference whose head is a name, not a variable to rewrite.
    Term.Ref operator(Term.Ref operator) {
        return operator;
    }

    final Term children(Term term) {
        return switch (term) {
            case Term.Scalar ignored -> term;
            case Term.Var ignored -> term;
            case Term.Ref(var at, var parts) -> new Term.Ref(at, terms(parts));
            case Term.Call(var at, var operator, var args) -> new Term.Call(at, operator(operator), terms(args));
            case Term.Array(var at, var items) -> new Term.Array(at, terms(items));
            case Term.SetOf(var at, var elements) -> new Term.SetOf(at, terms(elements));
            case Term.Obj object -> object(object);
            case Term.Comprehension comprehension -> comprehension(comprehension);
            case Term.Template template -> template(template);
        };
    }

    private Term object(Term.Obj object) {
        List<Term.Entry> entries = new ArrayList<>(object.entries().size());
        for (Term.Entry entry : object.entries()) {
            entries.add(new Term.Entry(term(entry.key()), term(entry.value())));
        }
        return new Term.Obj(object.at(), entries);
    }

    /// The body first: what it declares is known in the head.
    Term comprehension(Term.Comprehension comprehension) {
        List<Expr> body = body(comprehension.body());
        return comprehension.with(termOrNull(comprehension.key()), term(comprehension.item()), body);
    }

    private Term template(Term.Template template) {
        List<Term.Template.Part> parts = new ArrayList<>(template.parts().size());
        for (Term.Template.Part part : template.parts()) {
            parts.add(part instanceof Term.Template.Hole(Expr expr) ? new Term.Template.Hole(expr(expr)) : part);
        }
        return new Term.Template(template.at(), template.raw(), parts);
    }

    final Expr children(Expr expr) {
        Expr.Form form = form(expr.form());
        List<Expr.With> withs = new ArrayList<>(expr.withs().size());
        for (Expr.With with : expr.withs()) {
            withs.add(with(with));
        }
        return expr.with(form).withModifiers(withs);
    }

    Expr.Form form(Expr.Form form) {
        return switch (form) {
            case Expr.Form.Plain(Term term) -> new Expr.Form.Plain(term(term));
            case Expr.Form.Call(var operator, var operands) -> new Expr.Form.Call(operator(operator), terms(operands));
            case Expr.Form.Some(var symbols) -> new Expr.Form.Some(terms(symbols));
            case Expr.Form.Every(var key, var value, var domain, var body) ->
                new Expr.Form.Every(termOrNull(key), term(value), term(domain), body(body));
            case Expr.Form.Not(var body, var explicit) -> new Expr.Form.Not(body(body), explicit);
            case Expr.Form.Logical(var and, var left, var right) ->
                new Expr.Form.Logical(and, operand(left), operand(right));
        };
    }

    Expr.Operand operand(Expr.Operand operand) {
        return new Expr.Operand(body(operand.body()), operand.explicit());
    }

    Expr.With with(Expr.With with) {
        return new Expr.With(with.at(), term(with.target()), term(with.value()));
    }

    final Rule.Head head(Rule.Head head) {
        List<Term> parts = new ArrayList<>(head.reference().parts());
        for (int i = 1; i < parts.size(); i++) {
            parts.set(i, term(parts.get(i)));
        }
        Term.Ref reference = new Term.Ref(head.reference().at(), parts);
        return head.with(reference, terms(head.args()), termOrNull(head.key()), termOrNull(head.value()));
    }
}
