package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.RegoModule;
import dev.agenticframework.rego.syntax.Rule;
import dev.agenticframework.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;

/// Makes tests with cases announce each case that they begin, so that a failing case does not go unnoticed.
public final class TestCases {
    public static final String ANNOUNCE = "internal.test_case";

    private TestCases() {}

    public static RegoModule announced(RegoModule module) {
        return module.withRules(
                module.rules().stream().map(TestCases::announced).toList());
    }

    private static Rule announced(Rule rule) {
        List<Term> steps = rule.head().reference().parts();
        boolean hasCases = rule.head().name().startsWith("test_")
                && !rule.isDefault()
                && steps.size() > 1
                && !rule.generatedBody();
        if (!hasCases) {
            return rule;
        }
        Location at = rule.at();
        Term key = new Term.Array(at, List.copyOf(steps.subList(1, steps.size())));
        List<Expr> body = new ArrayList<>();
        List<Expr> declarations = new ArrayList<>();
        for (Expr expression : rule.body()) {
            (expression.form() instanceof Expr.Form.Some ? declarations : body).add(expression);
        }
        // The call follows the declarations. Ordering moves it to where its variables are bound.
        List<Expr> rewritten = new ArrayList<>(declarations);
        rewritten.add(Expr.call(at, ANNOUNCE, key));
        rewritten.addAll(body);
        return rule.with(rule.head(), rewritten);
    }
}
