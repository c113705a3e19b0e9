package dev.agenticframework.rego;

import java.util.Set;

/// Which references can be followed, given the variables that are bound, and which variables that binds.
final class SafeRefs extends TermRewriter {
    private final Set<String> safe;
    private final Set<String> outputs;

    private SafeRefs(Set<String> safe, Set<String> outputs) {
        this.safe = safe;
        this.outputs = outputs;
    }

    static boolean isSafe(Term.Ref ref, Set<String> safe) {
        return ref.head() instanceof Term.Var(var ignored, var name)
                ? safe.contains(name)
                : safe.containsAll(Vars.forSafety(ref.head()));
    }

    /// Adds the variables that get bound as keys where references in `term` are followed.
    static void addOutputs(Term term, Set<String> safe, Set<String> outputs) {
        new SafeRefs(safe, outputs).term(term);
    }

    static void addOutputs(Expr expr, Set<String> safe, Set<String> outputs) {
        new SafeRefs(safe, outputs).expr(expr);
    }

    @Override
    Term term(Term term) {
        return switch (term) {
            case Term.Comprehension ignored -> term;
            case Term.Template ignored -> term;
            case Term.Ref ref when !isSafe(ref, safe) -> term;
            case Term.Ref ref -> {
                ref.parts().stream().skip(1).forEach(part -> outputs.addAll(Vars.collect(REF_HEADS, part)));
                yield children(ref);
            }
            default -> children(term);
        };
    }

    private static final java.util.EnumSet<Vars.Skip> REF_HEADS = java.util.EnumSet.of(Vars.Skip.REF_HEAD);

    @Override
    Expr expr(Expr expr) {
        if (expr.form() instanceof Expr.Form.Every every) {
            term(every.domain());
            return expr;
        }
        return children(expr);
    }
}
