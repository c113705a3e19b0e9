package dev.agenticframework.rego.compiler;

import dev.agenticframework.rego.analysis.RuleDraft;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.syntax.TermRewriter;
import java.util.List;

/// Decides whether caching the results of a function is cheaper than calling it again.
final class Costs extends TermRewriter {
    private boolean dear;

    private Costs() {}

    static boolean isWorthRemembering(List<RuleDraft> function) {
        Costs costs = new Costs();
        for (RuleDraft rule : function) {
            rule.branches().forEach(branch -> costs.body(branch.body()));
        }
        return costs.dear;
    }

    @Override
    public Term term(Term term) {
        if (term instanceof Term.Comprehension) {
            dear = true;
        } else if (term instanceof Term.Ref ref) {
            dear |= ref.parts().stream().skip(1).anyMatch(part -> !(part instanceof Term.Scalar));
        }
        return children(term);
    }

    @Override
    public Expr.Form form(Expr.Form form) {
        switch (form) {
            case Expr.Form.Every ignored -> dear = true;
            case Expr.Form.Call(var operator, var operands) ->
                dear |= operator.headName().equals(Names.DATA);
            default -> {}
        }
        return super.form(form);
    }
}
