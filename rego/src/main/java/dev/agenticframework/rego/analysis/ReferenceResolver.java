package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Rule;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.syntax.TermRewriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Replaces the names of rules and imports with full references, except where a local variable shadows the name.
public final class ReferenceResolver extends TermRewriter {
    private final Map<String, Term.Ref> globals;
    private final Deque<Set<String>> hidden = new ArrayDeque<>();
    private final Set<String> used = new HashSet<>();

    public ReferenceResolver(Map<String, Term.Ref> globals) {
        this.globals = globals;
    }

    /// Returns the names replaced so far.
    public Set<String> used() {
        return used;
    }

    public Rule rule(Rule rule) {
        Set<String> args = new LinkedHashSet<>();
        rule.head().args().forEach(arg -> argVars(arg, args));
        hidden.push(args);
        hidden.push(DeclaredVars.in(rule.body()));
        Rule.Head head = rule.head();
        List<Term> parts = new ArrayList<>(head.reference().parts());
        for (int i = 1; i < parts.size(); i++) {
            parts.set(i, term(parts.get(i)));
        }
        Rule.Head resolved = head.with(
                new Term.Ref(head.reference().at(), parts),
                head.args(),
                termOrNull(head.key()),
                termOrNull(head.value()));
        Rule result = rule.with(resolved, body(rule.body()));
        hidden.clear();
        return result;
    }

    public List<Expr> query(List<Expr> query) {
        hidden.push(DeclaredVars.in(query));
        List<Expr> resolved = body(query);
        hidden.pop();
        return resolved;
    }

    private static void argVars(Term arg, Set<String> names) {
        switch (arg) {
            case Term.Var v -> names.add(v.name());
            case Term.Array array -> array.items().forEach(item -> argVars(item, names));
            case Term.Obj object -> object.entries().forEach(entry -> argVars(entry.value(), names));
            case Term.Ref ref -> ref.parts().forEach(part -> argVars(part, names));
            default -> {}
        }
    }

    private boolean isGlobal(String name) {
        return globals.containsKey(name) && hidden.stream().noneMatch(scope -> scope.contains(name));
    }

    private Term.Ref global(String name, Location at) {
        used.add(name);
        List<Term> parts = new ArrayList<>();
        for (Term part : require(name).parts()) {
            parts.add(
                    part instanceof Term.Scalar(var ignored, var value)
                            ? Term.scalar(at, value)
                            : new Term.Var(at, name(part)));
        }
        return new Term.Ref(at, parts);
    }

    private Term.Ref require(String name) {
        Term.Ref ref = globals.get(name);
        if (ref == null) {
            throw new IllegalStateException("unknown global name " + name);
        }
        return ref;
    }

    private static String name(Term part) {
        return part instanceof Term.Var v ? v.name() : "";
    }

    @Override
    public Term term(Term term) {
        return switch (term) {
            case Term.Var(var at, var name) when isGlobal(name) -> global(name, at);
            case Term.Ref ref -> reference(ref);
            default -> children(term);
        };
    }

    private Term.Ref reference(Term.Ref ref) {
        List<Term> parts = new ArrayList<>(ref.parts().size() + 2);
        if (ref.head() instanceof Term.Var(var at, var name) && isGlobal(name)) {
            parts.addAll(global(name, at).parts());
        } else {
            parts.add(ref.head() instanceof Term.Var ? ref.head() : term(ref.head()));
        }
        for (Term part : ref.parts().subList(1, ref.parts().size())) {
            parts.add(term(part));
        }
        return new Term.Ref(ref.at(), parts);
    }

    @Override
    public Term.Ref operator(Term.Ref operator) {
        return reference(operator);
    }

    @Override
    public Term comprehension(Term.Comprehension comprehension) {
        hidden.push(DeclaredVars.in(comprehension.body()));
        Term resolved = super.comprehension(comprehension);
        hidden.pop();
        return resolved;
    }

    @Override
    public Expr.Form form(Expr.Form form) {
        return switch (form) {
            case Expr.Form.Every every -> every(every);
            case Expr.Form.Some(var symbols) when symbols.getFirst() instanceof Term.Call -> super.form(form);
            case Expr.Form.Some ignored -> form;
            default -> super.form(form);
        };
    }

    private Expr.Form every(Expr.Form.Every every) {
        Set<String> declared = new LinkedHashSet<>(Vars.of(every.value()));
        if (every.key() != null) {
            declared.addAll(Vars.of(every.key()));
        }
        hidden.push(declared);
        Expr.Form resolved = new Expr.Form.Every(every.key(), every.value(), term(every.domain()), body(every.body()));
        hidden.pop();
        return resolved;
    }
}
