package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Rule;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.syntax.TermRewriter;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects the names of variables that occur in terms and expressions.
public final class Vars {
    /// What to exclude.
    enum Skip {
        REF_HEAD,
        OBJECT_KEYS,
        CLOSURES,
        SETS,
        /// Names of called functions, and targets of `with`.
        OPERATORS
    }

    private static final EnumSet<Skip> NOTHING = EnumSet.noneOf(Skip.class);

    /// For the variables that an expression needs or binds.
    private static final EnumSet<Skip> FOR_SAFETY = EnumSet.of(Skip.OPERATORS, Skip.CLOSURES);

    /// For the variables that matching a pattern binds.
    private static final EnumSet<Skip> FOR_PATTERN = EnumSet.of(Skip.REF_HEAD, Skip.OBJECT_KEYS, Skip.CLOSURES);

    private final EnumSet<Skip> skips;
    private final Set<String> names;

    private Vars(EnumSet<Skip> skips, Set<String> names) {
        this.skips = skips;
        this.names = names;
    }

    public static Set<String> of(Term term) {
        return collect(NOTHING, term);
    }

    public static Set<String> of(Rule.Head head) {
        Vars vars = new Vars(NOTHING, new LinkedHashSet<>());
        vars.all(head.reference().parts().subList(1, head.reference().parts().size()));
        vars.all(head.args());
        vars.optional(head.key());
        vars.optional(head.value());
        return vars.names;
    }

    static Set<String> collect(EnumSet<Skip> skips, Term term) {
        Vars vars = new Vars(skips, new LinkedHashSet<>());
        vars.term(term);
        return vars.names;
    }

    static Set<String> inPattern(Term term) {
        return collect(FOR_PATTERN, term);
    }

    static Set<String> forSafety(Term term) {
        return collect(FOR_SAFETY, term);
    }

    static Set<String> forSafety(Expr expr) {
        Vars vars = new Vars(FOR_SAFETY, new LinkedHashSet<>());
        vars.expr(expr);
        return vars.names;
    }

    public static Set<String> forSafety(List<Expr> body) {
        Vars vars = new Vars(FOR_SAFETY, new LinkedHashSet<>());
        body.forEach(vars::expr);
        return vars.names;
    }

    /// Returns all variables inside the closures of an expression, including nested ones.
    static Set<String> inClosures(Expr expr) {
        Set<String> names = new LinkedHashSet<>();
        new Closures(new Vars(EnumSet.of(Skip.OPERATORS), names)).expr(expr);
        return names;
    }

    private void optional(@Nullable Term term) {
        if (term != null) {
            term(term);
        }
    }

    private void all(List<Term> terms) {
        terms.forEach(this::term);
    }

    private boolean skips(Skip skip) {
        return skips.contains(skip);
    }

    void term(Term term) {
        switch (term) {
            case Term.Scalar ignored -> {}
            case Term.Var v -> names.add(v.name());
            case Term.Ref ref -> all(skips(Skip.REF_HEAD) ? tail(ref) : ref.parts());
            case Term.Call call -> {
                operator(call.operator());
                all(call.args());
            }
            case Term.Array array -> all(array.items());
            case Term.SetOf set -> {
                if (!skips(Skip.SETS)) {
                    all(set.elements());
                }
            }
            case Term.Obj object -> entries(object);
            case Term.Comprehension comprehension -> comprehension(comprehension);
            case Term.Template template -> template(template);
        }
    }

    private static List<Term> tail(Term.Ref ref) {
        return ref.parts().subList(1, ref.parts().size());
    }

    private void operator(Term.Ref operator) {
        all(skips(Skip.OPERATORS) || skips(Skip.REF_HEAD) ? tail(operator) : operator.parts());
    }

    private void entries(Term.Obj object) {
        for (Term.Entry entry : object.entries()) {
            if (!skips(Skip.OBJECT_KEYS)) {
                term(entry.key());
            }
            term(entry.value());
        }
    }

    private void comprehension(Term.Comprehension comprehension) {
        if (!skips(Skip.CLOSURES)) {
            optional(comprehension.key());
            term(comprehension.item());
            comprehension.body().forEach(this::expr);
        }
    }

    private void template(Term.Template template) {
        if (skips(Skip.CLOSURES)) {
            return;
        }
        for (Term.Template.Part part : template.parts()) {
            if (part instanceof Term.Template.Hole(Expr expr)) {
                expr(expr);
            }
        }
    }

    void expr(Expr expr) {
        switch (expr.form()) {
            case Expr.Form.Plain(Term term) -> term(term);
            case Expr.Form.Call call -> {
                operator(call.operator());
                all(call.operands());
            }
            case Expr.Form.Some(List<Term> symbols) -> all(symbols);
            case Expr.Form.Every every -> every(every);
            case Expr.Form.Not(var body, var explicit) -> operand(new Expr.Operand(body, explicit));
            case Expr.Form.Logical(var ignored, var left, var right) -> {
                operand(left);
                operand(right);
            }
        }
        for (Expr.With with : expr.withs()) {
            withTarget(with.target());
            withValue(with.value());
        }
    }

    private void operand(Expr.Operand operand) {
        if (!skips(Skip.CLOSURES)) {
            operand.body().forEach(this::expr);
        } else if (skips(Skip.OPERATORS) && !operand.explicit()) {
            names.addAll(OperandVars.needed(operand.body()));
        }
    }

    private void every(Expr.Form.Every every) {
        term(every.domain());
        if (!skips(Skip.CLOSURES)) {
            optional(every.key());
            term(every.value());
            every.body().forEach(this::expr);
        }
    }

    private void withTarget(Term target) {
        if (!skips(Skip.OPERATORS)) {
            term(target);
        } else if (target instanceof Term.Ref ref) {
            all(tail(ref));
        }
    }

    private void withValue(Term value) {
        if (skips(Skip.OPERATORS) && value instanceof Term.Ref ref) {
            all(tail(ref));
        } else {
            term(value);
        }
    }

    /// Finds the outermost closures of an expression.
    private static final class Closures extends TermRewriter {
        private final Vars inside;

        Closures(Vars inside) {
            this.inside = inside;
        }

        @Override
        public Term term(Term term) {
            if (term instanceof Term.Comprehension || term instanceof Term.Template) {
                inside.term(term);
                return term;
            }
            return children(term);
        }

        @Override
        public Expr expr(Expr expr) {
            if (expr.form() instanceof Expr.Form.Every every) {
                every.body().forEach(inside::expr);
                term(every.domain());
                return expr;
            }
            if (expr.form() instanceof Expr.Form.Not(var body, var ignored)) {
                body.forEach(inside::expr);
                return expr;
            }
            if (expr.form() instanceof Expr.Form.Logical(var ignored, var left, var right)) {
                left.body().forEach(inside::expr);
                right.body().forEach(inside::expr);
                return expr;
            }
            return children(expr);
        }
    }
}
