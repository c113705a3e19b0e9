package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.syntax.TermRewriter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes up local variables, and remembers which of them stand for a variable that the author wrote.
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

    /// Names for a query that are not those of the policy.
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

    /// Remembers what a made-up variable stands for.
    void remember(Term.Var variable, Term term) {
        captures.put(variable.name(), term);
    }

    /// What a made-up variable stands for, or null.
    @Nullable
    Term capturedBy(String name) {
        return captures.get(name);
    }

    /// What the author called a variable.
    public String original(String name) {
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

    /// `local = term`.
    public Expr capture(Term term) {
        Term.Var variable = variable(term.at());
        remember(variable, term);
        return Expr.generatedEquality(term.at(), variable, term);
    }

    public static Term captured(Expr capture) {
        return ((Expr.Form.Call) capture.form()).operands().getFirst();
    }
}
