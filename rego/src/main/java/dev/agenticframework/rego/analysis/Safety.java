package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.syntax.TermRewriter;
import dev.agenticframework.rego.syntax.TokenKind;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/// Orders the expressions of a body so that every variable is bound before its use, and finds unsafe variables.
public final class Safety {
    private final ToIntFunction<Term.Ref> arity;
    private final IdentityHashMap<Expr, Set<String>> unsafe = new IdentityHashMap<>();

    /// Creates a check for one body.
    ///
    /// @param arity returns the number of arguments of a function, negative for an unknown function
    public Safety(ToIntFunction<Term.Ref> arity) {
        this.arity = arity;
    }

    /// Returns the variables that are never bound, by the expression that needs them.
    public Map<Expr, Set<String>> unsafe() {
        return unsafe;
    }

    /// Returns the body in a safe order, as far as there is one.
    public List<Expr> order(List<Expr> body, Set<String> globals) {
        Ordering ordering = new Ordering(body, globals);
        ordering.run();
        ordering.missing.forEach((expr, names) -> {
            if (!names.isEmpty()) {
                unsafe.computeIfAbsent(expr, ignored -> new LinkedHashSet<>()).addAll(names);
            }
        });
        List<Expr> closed = new ArrayList<>(ordering.ordered.size());
        Set<String> known = new LinkedHashSet<>(globals);
        for (Expr expr : ordering.ordered) {
            boolean hasClosures = !ordering.closures(expr).isEmpty();
            closed.add(hasClosures ? new Closures(expr, known).expr(expr) : expr);
            known.addAll(ordering.vars(expr));
        }
        return ordering.isDone() ? closed : body;
    }

    private final class Ordering {
        private final List<Expr> body;
        private final Set<String> bodyVars = new LinkedHashSet<>();
        private final Set<String> safe = new LinkedHashSet<>();
        private final List<Expr> ordered = new ArrayList<>();
        private final IdentityHashMap<Expr, Set<String>> vars = new IdentityHashMap<>();
        private final IdentityHashMap<Expr, Set<String>> closures = new IdentityHashMap<>();
        private final IdentityHashMap<Expr, Set<String>> missing = new IdentityHashMap<>();

        Ordering(List<Expr> body, Set<String> globals) {
            this.body = body;
            for (Expr expr : body) {
                Set<String> own = Vars.forSafety(expr);
                vars.put(expr, own);
                bodyVars.addAll(own);
            }
            for (String name : bodyVars) {
                if (globals.contains(name)) {
                    safe.add(name);
                }
            }
            for (Expr expr : body) {
                Set<String> needed = new LinkedHashSet<>(vars(expr));
                needed.removeIf(safe::contains);
                missing.put(expr, needed);
                closures.put(expr, Vars.inClosures(expr));
            }
        }

        /// Returns the variables of an expression, except those inside its closures.
        Set<String> vars(Expr expr) {
            return vars.getOrDefault(expr, Set.of());
        }

        /// Returns the variables inside the closures of an expression.
        Set<String> closures(Expr expr) {
            return closures.getOrDefault(expr, Set.of());
        }

        void run() {
            boolean progress;
            do {
                progress = false;
                for (Expr expr : body) {
                    progress |= missing.containsKey(expr) && place(expr);
                }
            } while (progress);
        }

        private boolean place(Expr expr) {
            Set<String> outputs = outputs(expr, safe);
            Set<String> needed = missing.getOrDefault(expr, new LinkedHashSet<>());
            Set<String> unbound = unboundInClosures(expr);
            if (!unbound.isEmpty()) {
                // A closure must not use variables that its own expression binds.
                if (!unbound.equals(outputs)) {
                    needed.addAll(unbound);
                }
                return false;
            }
            needed.removeIf(name -> outputs.contains(name) || safe.contains(name));
            if (!needed.isEmpty()) {
                return false;
            }
            ordered.add(expr);
            missing.remove(expr);
            safe.addAll(outputs);
            return true;
        }

        boolean isDone() {
            for (Set<String> names : missing.values()) {
                if (!names.isEmpty()) {
                    return false;
                }
            }
            return true;
        }

        private Set<String> unboundInClosures(Expr expr) {
            Set<String> unbound = new LinkedHashSet<>();
            for (String name : closures(expr)) {
                if (bodyVars.contains(name) && !safe.contains(name)) {
                    unbound.add(name);
                }
            }
            return unbound;
        }
    }

    /// Returns the variables that an expression binds, given those bound before it.
    Set<String> outputs(Expr expr, Set<String> safe) {
        if (expr.negated()) {
            return Set.of();
        }
        for (Expr.With with : expr.withs()) {
            if (!safe.containsAll(Vars.forSafety(with.value()))
                    && !(with.value() instanceof Term.Ref ref && isBound(ref, safe))) {
                return Set.of();
            }
        }
        Set<String> outputs = new LinkedHashSet<>();
        switch (expr.form()) {
            case Expr.Form.Plain(Term term) -> SafeRefs.addOutputs(term, safe::contains, outputs);
            case Expr.Form.Every every -> SafeRefs.addOutputs(every.domain(), safe::contains, outputs);
            case Expr.Form.Some ignored -> {}
            case Expr.Form.Not ignored -> {}
            case Expr.Form.Logical ignored -> {}
            case Expr.Form.Call call -> callOutputs(expr, call, safe, outputs);
        }
        return outputs;
    }

    private static boolean isBound(Term.Ref ref, Set<String> safe) {
        return ref.parts().stream().skip(1).allMatch(part -> safe.containsAll(Vars.forSafety(part)));
    }

    private void callOutputs(Expr expr, Expr.Form.Call call, Set<String> safe, Set<String> outputs) {
        if (expr.asEquality() != null) {
            outputs.addAll(Unification.outputs(
                    call.operands().getFirst(), call.operands().getLast(), safe, expr.fromAssignment()));
            return;
        }
        int inputs = arity.applyAsInt(call.operator());
        if (inputs < 0) {
            return;
        }
        call.operands().forEach(operand -> SafeRefs.addOutputs(operand, safe::contains, outputs));
        if (inputs >= call.operands().size()) {
            return;
        }
        for (Term operand : call.operands().subList(0, inputs)) {
            for (String name : Vars.collect(INPUTS, operand)) {
                if (!outputs.contains(name) && !safe.contains(name)) {
                    outputs.clear();
                    return;
                }
            }
        }
        call.operands()
                .subList(inputs, call.operands().size())
                .forEach(operand -> outputs.addAll(Vars.collect(INPUTS, operand)));
    }

    private static final java.util.EnumSet<Vars.Skip> INPUTS =
            java.util.EnumSet.of(Vars.Skip.CLOSURES, Vars.Skip.SETS, Vars.Skip.OBJECT_KEYS, Vars.Skip.REF_HEAD);

    /// Orders the bodies inside one expression.
    private final class Closures extends TermRewriter {
        private final Expr current;
        private final Set<String> known;

        Closures(Expr current, Set<String> known) {
            this.current = current;
            this.known = known;
        }

        @Override
        public Term comprehension(Term.Comprehension comprehension) {
            Set<String> heads = new LinkedHashSet<>(Vars.of(comprehension.item()));
            if (comprehension.key() != null) {
                heads.addAll(Vars.of(comprehension.key()));
            }
            heads.removeAll(Vars.forSafety(comprehension.body()));
            heads.removeAll(known);
            if (!heads.isEmpty()) {
                unsafe.computeIfAbsent(current, ignored -> new LinkedHashSet<>())
                        .addAll(heads);
            }
            return comprehension.with(comprehension.key(), comprehension.item(), order(comprehension.body(), known));
        }

        @Override
        public Expr.Operand operand(Expr.Operand operand) {
            return new Expr.Operand(order(operand.body(), known), operand.explicit());
        }

        @Override
        public Expr.Form form(Expr.Form form) {
            if (form instanceof Expr.Form.Not(var body, var explicit)) {
                return new Expr.Form.Not(order(body, known), explicit);
            }
            if (!(form instanceof Expr.Form.Every(var key, var value, var domain, var body))) {
                return super.form(form);
            }
            Set<String> inside = new LinkedHashSet<>(known);
            inside.addAll(Vars.of(value));
            if (key != null) {
                inside.addAll(Vars.of(key));
            }
            return new Expr.Form.Every(key, value, term(domain), order(body, inside));
        }
    }

    /// Returns the errors, in the order of the source.
    public List<RegoError> errors(FreshNames fresh) {
        Map<String, Location> places = new LinkedHashMap<>();
        Set<String> assigned = new LinkedHashSet<>();
        unsafe.forEach((expr, names) -> {
            names.forEach(name -> places.merge(name, expr.at(), (a, b) -> a.compareTo(b) <= 0 ? a : b));
            if (expr.fromAssignment() && expr.form() instanceof Expr.Form.Call call) {
                assigned.addAll(Vars.of(call.operands().getFirst()));
            }
        });
        boolean hasCause = places.keySet().stream().anyMatch(name -> isShown(fresh, name) && !assigned.contains(name));
        List<Map.Entry<String, Location>> sorted = new ArrayList<>(places.entrySet());
        sorted.sort(Map.Entry.comparingByValue());
        List<RegoError> errors = new ArrayList<>();
        for (Map.Entry<String, Location> entry : sorted) {
            String name = entry.getKey();
            if (isShown(fresh, name) && !(hasCause && assigned.contains(name))) {
                errors.add(unsafeVar(fresh.original(name), entry.getValue()));
            }
        }
        if (errors.isEmpty()) {
            unsafe.keySet().stream()
                    .map(Expr::at)
                    .sorted()
                    .distinct()
                    .forEach(at -> errors.add(RegoError.of(RegoError.UNSAFE_VAR, at, "expression is unsafe")));
        }
        return errors;
    }

    private static boolean isShown(FreshNames fresh, String name) {
        return !Names.isGenerated(fresh.original(name));
    }

    public static RegoError unsafeVar(String name, Location at) {
        String shown = Names.isWildcard(name) ? "_" : name;
        boolean isKeyword = TokenKind.V1_KEYWORDS.containsKey(name) || TokenKind.LOGICAL_KEYWORDS.containsKey(name);
        String hint = isKeyword ? " (hint: `import future.keywords." + name + "` to import a future keyword)" : "";
        return RegoError.of(RegoError.UNSAFE_VAR, at, "var " + shown + " is unsafe" + hint);
    }
}
