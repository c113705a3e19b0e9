package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.syntax.TermRewriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds the variables that a body declares with `:=` and `some`, except those in comprehensions.
final class DeclaredVars extends TermRewriter {
    private final Set<String> names = new LinkedHashSet<>();

    private DeclaredVars() {}

    static Set<String> in(List<Expr> body) {
        DeclaredVars declared = new DeclaredVars();
        declared.body(body);
        return declared.names;
    }

    @Override
    public Term term(Term term) {
        return term instanceof Term.Comprehension ? term : children(term);
    }

    @Override
    public Expr expr(Expr expr) {
        Expr.Form.Call assignment = expr.asAssignment();
        if (assignment != null) {
            names.addAll(Vars.of(assignment.operands().getFirst()));
        } else if (expr.form() instanceof Expr.Form.Some(var symbols)) {
            symbols.forEach(this::symbol);
            return expr;
        }
        return children(expr);
    }

    private void symbol(Term symbol) {
        if (symbol instanceof Term.Call(var ignored, var operator, var args)) {
            args.subList(0, args.size() - 1).forEach(arg -> names.addAll(Vars.of(arg)));
        } else {
            names.addAll(Vars.of(symbol));
        }
    }
}
