package dev.agenticframework.rego;

import java.util.HashMap;
import java.util.Map;

/// Makes up local variables, and remembers which of them stand for a variable that the author wrote.
final class FreshNames {
    private final Map<String, String> originals = new HashMap<>();
    private int next;

    FreshNames() {}

    private FreshNames(FreshNames start) {
        originals.putAll(start.originals);
        next = start.next;
    }

    /// Names for a query that are not those of the policy.
    FreshNames fork() {
        return new FreshNames(this);
    }

    String local() {
        return Names.local(next++);
    }

    String localFor(String original) {
        String name = local();
        originals.put(name, original);
        return name;
    }

    /// What the author called a variable.
    String original(String name) {
        return originals.getOrDefault(name, name);
    }

    /// A reference as the author wrote its variables.
    String shown(Term.Ref ref) {
        return new Originals().term(ref).toString();
    }

    String shown(RuleDraft rule) {
        return shown(rule.reference());
    }

    private final class Originals extends TermRewriter {
        @Override
        Term term(Term term) {
            return term instanceof Term.Var(var at, var name) ? new Term.Var(at, original(name)) : children(term);
        }
    }

    Term.Var variable(Location at) {
        return new Term.Var(at, local());
    }

    /// `local = term`.
    Expr capture(Term term) {
        return Expr.generatedEquality(term.at(), variable(term.at()), term);
    }

    static Term captured(Expr capture) {
        return ((Expr.Form.Call) capture.form()).operands().getFirst();
    }
}
