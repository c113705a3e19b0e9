package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.syntax.TermRewriter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Generates local variables, and remembers which of them stand for variables of the source.
public final class FreshNames {
    private final Map<String, String> originals = new HashMap<>();
    private final Map<String, Term> captures = new HashMap<>();
    private int next;

    public FreshNames() {}

    private FreshNames(FreshNames start) {
        originals.putAll(start.originals);
        captures.putAll(start.captures);
        next = start.next;
    }

    /// Returns names for a query, distinct from those of the policy.
    public FreshNames fork() {
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

    /// Records the term that a generated variable stands for.
    void remember(Term.Var variable, Term term) {
        captures.put(variable.name(), term);
    }

    /// Returns the term that a generated variable stands for, or null.
    @Nullable
    Term capturedBy(String name) {
        return captures.get(name);
    }

    /// Returns the name of a variable in the source.
    public String original(String name) {
        return originals.getOrDefault(name, name);
    }

    /// Prints a reference with the variable names of the source.
    String shown(Term.Ref ref) {
        return new Originals().term(ref).toString();
    }

    String shown(RuleDraft rule) {
        return shown(rule.reference());
    }

    private final class Originals extends TermRewriter {
        @Override
        public Term term(Term term) {
            if (!(term instanceof Term.Var(var at, var name))) {
                return children(term);
            }
            Term captured = capturedBy(name);
            return captured == null ? new Term.Var(at, original(name)) : term(captured);
        }
    }

    public Term.Var variable(Location at) {
        return new Term.Var(at, local());
    }

    /// Returns `local = term` with a new variable.
    public Expr capture(Term term) {
        Term.Var variable = variable(term.at());
        remember(variable, term);
        return Expr.generatedEquality(term.at(), variable, term);
    }

    public static Term captured(Expr capture) {
        return ((Expr.Form.Call) capture.form()).operands().getFirst();
    }
}
