package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.syntax.TermRewriter;
import java.util.Set;
import java.util.function.Predicate;

/// Tells which references can be followed with the variables that are bound, and which variables this binds.
final class SafeRefs extends TermRewriter {
    private final Predicate<String> safe;
    private final Set<String> outputs;

    private SafeRefs(Predicate<String> safe, Set<String> outputs) {
        this.safe = safe;
        this.outputs = outputs;
    }

    static boolean isSafe(Term.Ref ref, Predicate<String> safe) {
        return ref.head() instanceof Term.Var(var ignored, var name) ? safe.test(name) : areSafe(ref.head(), safe);
    }

    /// Whether all variables that a term needs are bound.
    static boolean areSafe(Term term, Predicate<String> safe) {
        return Vars.forSafety(term).stream().allMatch(safe);
    }

    /// Adds the variables that are bound as keys when references in `term` are followed.
    static void addOutputs(Term term, Predicate<String> safe, Set<String> outputs) {
        new SafeRefs(safe, outputs).term(term);
    }

    static void addOutputs(Expr expr, Predicate<String> safe, Set<String> outputs) {
        new SafeRefs(safe, outputs).expr(expr);
    }

    @Override
    public Term term(Term term) {
        return switch (term) {
            case Term.Comprehension ignored -> term;
            case Term.Template ignored -> term;
            case Term.Ref ref when !isSafe(ref, safe) -> term;
            case Term.Ref ref -> {
                for (Term part : ref.parts().subList(1, ref.parts().size())) {
                    if (!(part instanceof Term.Scalar)) {
                        outputs.addAll(Vars.collect(REF_HEADS, part));
                    }
                }
                yield children(ref);
            }
            default -> children(term);
        };
    }

    private static final java.util.EnumSet<Vars.Skip> REF_HEADS = java.util.EnumSet.of(Vars.Skip.REF_HEAD);

    @Override
    public Expr expr(Expr expr) {
        if (expr.form() instanceof Expr.Form.Every every) {
            term(every.domain());
            return expr;
        }
        return children(expr);
    }
}
