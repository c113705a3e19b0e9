package dev.agenticframework.rego.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Rebuilds terms and expressions from the inside out. Subclasses override the methods for what they change.
@SuppressWarnings("ReferenceEquality") // what did not change is the very same object
public abstract class TermRewriter {
    public Term term(Term term) {
        return children(term);
    }

    public Expr expr(Expr expr) {
        return children(expr);
    }

    public List<Expr> body(List<Expr> body) {
        return each(body, this::expr);
    }

    public final List<Term> terms(List<Term> terms) {
        return each(terms, this::term);
    }

    // Unchanged terms are shared. Most stages change little, and policies are large.
    public static <T> List<T> each(List<T> items, UnaryOperator<T> change) {
        List<T> rewritten = null;
        for (int i = 0; i < items.size(); i++) {
            T item = items.get(i);
            T changed = change.apply(item);
            if (rewritten == null && changed != item) {
                rewritten = new ArrayList<>(items);
            }
            if (rewritten != null) {
                rewritten.set(i, changed);
            }
        }
        return rewritten == null ? items : rewritten;
    }

    public final @Nullable Term termOrNull(@Nullable Term term) {
        return term == null ? null : term(term);
    }

    /// Rewrites the operator of a call, whose head is a name and not a variable.
    public Term.Ref operator(Term.Ref operator) {
        return operator;
    }

    public final Term children(Term term) {
        return switch (term) {
            case Term.Scalar ignored -> term;
            case Term.Var ignored -> term;
            case Term.Ref ref -> {
                List<Term> parts = terms(ref.parts());
                yield parts == ref.parts() ? ref : new Term.Ref(ref.at(), parts);
            }
            case Term.Call call -> call(call);
            case Term.Array array -> {
                List<Term> items = terms(array.items());
                yield items == array.items() ? array : new Term.Array(array.at(), items);
            }
            case Term.SetOf set -> {
                List<Term> elements = terms(set.elements());
                yield elements == set.elements() ? set : new Term.SetOf(set.at(), elements);
            }
            case Term.Obj object -> {
                List<Term.Entry> entries = each(object.entries(), this::entry);
                yield entries == object.entries() ? object : new Term.Obj(object.at(), entries);
            }
            case Term.Comprehension comprehension -> comprehension(comprehension);
            case Term.Template template -> template(template);
        };
    }

    private Term call(Term.Call call) {
        Term.Ref operator = operator(call.operator());
        List<Term> args = terms(call.args());
        return operator == call.operator() && args == call.args() ? call : new Term.Call(call.at(), operator, args);
    }

    private Term.Entry entry(Term.Entry entry) {
        Term key = term(entry.key());
        Term value = term(entry.value());
        return key == entry.key() && value == entry.value() ? entry : new Term.Entry(key, value);
    }

    /// The body comes first, because its declarations are visible in the head.
    public Term comprehension(Term.Comprehension comprehension) {
        List<Expr> body = body(comprehension.body());
        Term key = termOrNull(comprehension.key());
        Term item = term(comprehension.item());
        boolean same = body == comprehension.body() && key == comprehension.key() && item == comprehension.item();
        return same ? comprehension : comprehension.with(key, item, body);
    }

    private Term template(Term.Template template) {
        List<Term.Template.Part> parts = each(template.parts(), this::part);
        return parts == template.parts() ? template : new Term.Template(template.at(), template.raw(), parts);
    }

    private Term.Template.Part part(Term.Template.Part part) {
        if (!(part instanceof Term.Template.Hole(Expr expr))) {
            return part;
        }
        Expr rewritten = expr(expr);
        return rewritten == expr ? part : new Term.Template.Hole(rewritten);
    }

    public final Expr children(Expr expr) {
        Expr.Form form = form(expr.form());
        List<Expr.With> withs = each(expr.withs(), this::with);
        return form == expr.form() && withs == expr.withs()
                ? expr
                : expr.with(form).withModifiers(withs);
    }

    public Expr.Form form(Expr.Form form) {
        return switch (form) {
            case Expr.Form.Plain plain -> {
                Term term = term(plain.term());
                yield term == plain.term() ? plain : new Expr.Form.Plain(term);
            }
            case Expr.Form.Call call -> {
                Term.Ref operator = operator(call.operator());
                List<Term> operands = terms(call.operands());
                yield operator == call.operator() && operands == call.operands()
                        ? call
                        : new Expr.Form.Call(operator, operands);
            }
            case Expr.Form.Some some -> {
                List<Term> symbols = terms(some.symbols());
                yield symbols == some.symbols() ? some : new Expr.Form.Some(symbols);
            }
            case Expr.Form.Every every -> every(every);
            case Expr.Form.Not not -> {
                List<Expr> body = body(not.body());
                yield body == not.body() ? not : new Expr.Form.Not(body, not.explicit());
            }
            case Expr.Form.Logical(var and, var left, var right) ->
                new Expr.Form.Logical(and, operand(left), operand(right));
        };
    }

    private Expr.Form every(Expr.Form.Every every) {
        Term key = termOrNull(every.key());
        Term value = term(every.value());
        Term domain = term(every.domain());
        List<Expr> body = body(every.body());
        boolean same = key == every.key() && value == every.value() && domain == every.domain() && body == every.body();
        return same ? every : new Expr.Form.Every(key, value, domain, body);
    }

    public Expr.Operand operand(Expr.Operand operand) {
        return new Expr.Operand(body(operand.body()), operand.explicit());
    }

    public Expr.With with(Expr.With with) {
        Term target = term(with.target());
        Term value = term(with.value());
        return target == with.target() && value == with.value() ? with : new Expr.With(with.at(), target, value);
    }

    public final Rule.Head head(Rule.Head head) {
        List<Term> steps = head.reference().parts();
        List<Term> parts = steps;
        for (int i = 1; i < steps.size(); i++) {
            Term step = term(steps.get(i));
            if (step != steps.get(i)) {
                parts = parts == steps ? new ArrayList<>(steps) : parts;
                parts.set(i, step);
            }
        }
        Term.Ref reference = parts == steps
                ? head.reference()
                : new Term.Ref(head.reference().at(), parts);
        List<Term> args = terms(head.args());
        Term key = termOrNull(head.key());
        Term value = termOrNull(head.value());
        boolean same =
                reference == head.reference() && args == head.args() && key == head.key() && value == head.value();
        return same ? head : head.with(reference, args, key, value);
    }
}
