package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.syntax.Term;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Determines which variables `left = right` binds, given those bound before.
final class Unification {
    private final Predicate<String> safe;
    private final Set<String> unified = new LinkedHashSet<>();
    /// Variables, with those that must be bound before them.
    private final Map<String, Set<String>> waiting = new HashMap<>();

    private Unification(Predicate<String> safe) {
        this.safe = safe;
    }

    /// Returns the variables that the equality binds.
    static Set<String> outputs(Term left, Term right, Set<String> safe) {
        return outputs(left, right, safe, false);
    }

    /// Returns the variables that the equality binds.
    ///
    /// @param assignment whether the left side must be unbound before, as for `:=`
    static Set<String> outputs(Term left, Term right, Set<String> safe, boolean assignment) {
        Set<String> found = new LinkedHashSet<>();
        SafeRefs.addOutputs(left, safe::contains, found);
        SafeRefs.addOutputs(right, safe::contains, found);
        Set<String> assigned = assignment ? Vars.of(left) : Set.of();
        found.removeAll(assigned);
        Unification unification =
                new Unification(name -> !assigned.contains(name) && (safe.contains(name) || found.contains(name)));
        unification.unify(left, right);
        found.addAll(unification.unified);
        found.removeIf(safe::contains);
        return found;
    }

    private boolean isSafe(String name) {
        return safe.test(name) || unified.contains(name);
    }

    private void unify(Term a, Term b) {
        switch (a) {
            case Term.Var(var ignored, var name) -> unifyVar(name, b);
            case Term.Ref ref -> {
                if (SafeRefs.isSafe(ref, safe)) {
                    bindPattern(b);
                }
            }
            case Term.Call call -> {
                if (SafeRefs.areSafe(call, safe)) {
                    bindPattern(b);
                }
            }
            case Term.Array array -> unifyArray(array, b);
            case Term.Obj object -> unifyObject(object, b);
            case Term.Comprehension ignored -> bindPattern(b);
            case Term.Template ignored -> bindPattern(b);
            case Term.Scalar ignored -> bindVar(b);
            case Term.SetOf ignored -> bindVar(b);
        }
    }

    private void bindVar(Term b) {
        if (b instanceof Term.Var(var ignored, var name)) {
            bind(name);
        }
    }

    private void bindPattern(Term b) {
        if (b instanceof Term.Var || b instanceof Term.Array || b instanceof Term.Obj) {
            bindAll(b);
        }
    }

    private void bindAll(Term pattern) {
        Vars.inPattern(pattern).forEach(this::bind);
    }

    private void unifyVar(String a, Term b) {
        switch (b) {
            case Term.Var(var ignored, var other) -> {
                if (isSafe(other)) {
                    bind(a);
                } else if (isSafe(a)) {
                    bind(other);
                } else {
                    await(a, other);
                    await(other, a);
                }
            }
            case Term.Array array -> unifyAll(a, array);
            case Term.Obj object -> unifyAll(a, object);
            case Term.Ref ref -> {
                if (SafeRefs.isSafe(ref, safe)) {
                    bind(a);
                }
            }
            case Term.Call call -> {
                if (SafeRefs.areSafe(call, safe)) {
                    bind(a);
                }
            }
            default -> bind(a);
        }
    }

    private void unifyArray(Term.Array a, Term b) {
        switch (b) {
            case Term.Var(var ignored, var name) -> unifyAll(name, a);
            case Term.Comprehension ignored -> bindAll(a);
            case Term.Ref ref when SafeRefs.isSafe(ref, safe) -> bindAll(a);
            case Term.Call call when SafeRefs.areSafe(call, safe) -> bindAll(a);
            case Term.Array other
            when other.items().size() == a.items().size() -> {
                for (int i = 0; i < a.items().size(); i++) {
                    unify(a.items().get(i), other.items().get(i));
                }
            }
            default -> {}
        }
    }

    private void unifyObject(Term.Obj a, Term b) {
        switch (b) {
            case Term.Var(var ignored, var name) -> unifyAll(name, a);
            case Term.Ref ref when SafeRefs.isSafe(ref, safe) -> bindAll(a);
            case Term.Call call when SafeRefs.areSafe(call, safe) -> bindAll(a);
            case Term.Comprehension ignored -> bindAll(a);
            case Term.Obj other
            when other.entries().size() == a.entries().size() ->
                a.entries().forEach(entry -> unifyEntry(entry, other.entries()));
            default -> {}
        }
    }

    private void unifyEntry(Term.Entry entry, List<Term.Entry> others) {
        String key = entry.key().toString();
        for (Term.Entry other : others) {
            if (other.key().toString().equals(key)) {
                unify(entry.value(), other.value());
                return;
            }
        }
    }

    private void unifyAll(String a, Term pattern) {
        if (isSafe(a)) {
            bindAll(pattern);
            return;
        }
        Set<String> unsafe = new LinkedHashSet<>(Vars.inPattern(pattern));
        unsafe.removeIf(this::isSafe);
        if (unsafe.isEmpty()) {
            bind(a);
        } else {
            unsafe.forEach(name -> await(a, name));
        }
    }

    private void await(String a, String b) {
        waiting.computeIfAbsent(a, ignored -> new HashSet<>()).add(b);
    }

    private void bind(String name) {
        unified.add(name);
        Set<String> awaited = waiting.remove(name);
        if (awaited != null) {
            awaited.forEach(this::bind);
        }
        for (String other : List.copyOf(waiting.keySet())) {
            Set<String> left = waiting.get(other);
            if (left != null && left.remove(name) && left.isEmpty()) {
                bind(other);
            }
        }
    }
}
