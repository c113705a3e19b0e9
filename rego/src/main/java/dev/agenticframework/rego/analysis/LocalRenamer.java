package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Rule;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.syntax.TermRewriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gives every declared variable a unique name, so that later stages need no scopes, and rewrites `:=` and `some ...
/// in` to `=`.
public final class LocalRenamer extends TermRewriter {
    private final FreshNames fresh;
    private final List<RegoError> errors;
    private final UnusedVars unused;
    private LocalScope scope = new LocalScope(null);

    /// Creates a renamer for the rules of a policy, or for one query.
    ///
    /// @param strict whether assigned variables and parameters must be used
    /// @param unused receives the errors about unused variables
    public LocalRenamer(FreshNames fresh, boolean strict, List<RegoError> errors, List<RegoError> unused) {
        this.fresh = fresh;
        this.errors = errors;
        this.unused = new UnusedVars(strict, errors, unused);
    }

    /// Renames the branches of a rule (the definition, and each `else`), which share their parameters.
    public List<Rule> branches(List<Rule> branches) {
        scope = new LocalScope(null);
        unused.startRule();
        List<Term> args = each(branches.getFirst().head().args(), this::argument);
        LocalScope parameters = scope;
        List<Rule> renamed = new ArrayList<>();
        for (Rule branch : branches) {
            scope = new LocalScope(null);
            Rule.Head head = new HeadComprehensions().head(branch.head());
            scope = parameters.copy();
            unused.startBranch();
            List<Expr> body = body(branch.body());
            unused.checkBody(scope, branch.body(), body, Vars.of(branch.head()));
            head = new Substitution(scope)
                    .head(head.with(
                            head.reference(), renamed.isEmpty() ? args : head.args(), head.key(), head.value()));
            renamed.add(branch.with(head, body));
        }
        unused.checkParameters(renamed, parameters);
        return renamed;
    }

    public List<Expr> query(List<Expr> query) {
        scope = new LocalScope(null);
        List<Expr> body = body(query);
        unused.checkBody(scope, query, body, Set.of());
        return body;
    }

    private Term argument(Term arg) {
        return switch (arg) {
            case Term.Var(var at, var name) -> {
                String known = scope.find(name);
                if (known == null) {
                    known = fresh.localFor(name);
                    scope.put(name, known, LocalScope.Seen.ARGUMENT);
                }
                yield new Term.Var(at, known);
            }
            case Term.Array(var at, var items) -> new Term.Array(at, each(items, this::argument));
            case Term.Obj(var at, var entries) ->
                new Term.Obj(
                        at,
                        entries.stream()
                                .map(entry -> new Term.Entry(entry.key(), argument(entry.value())))
                                .toList());
            case Term.Call(var at, var ignored, var ignoredArgs) -> {
                errors.add(RegoError.of(RegoError.COMPILE, at, "rule arguments cannot contain calls"));
                yield arg;
            }
            case Term.Ref ref
            when Names.ROOTS.contains(ref.headName()) && ref.parts().size() == 1 -> {
                errors.add(RegoError.of(
                        RegoError.COMPILE,
                        ref.at(),
                        "args must not shadow " + ref + " (use a different variable name)"));
                yield arg;
            }
            default -> arg;
        };
    }

    @Override
    public List<Expr> body(List<Expr> body) {
        List<Expr> renamed = new ArrayList<>(body.size());
        for (Expr expr : body) {
            Expr result = statement(expr);
            if (result != null) {
                renamed.add(result);
            }
        }
        return renamed.isEmpty() ? Expr.trueBody(body.getFirst().at()) : renamed;
    }

    private @Nullable Expr statement(Expr expr) {
        Expr.Form.Call assignment = expr.asAssignment();
        if (assignment != null) {
            return assignment(expr, assignment);
        }
        return switch (expr.form()) {
            case Expr.Form.Some(var symbols) -> some(expr, symbols);
            case Expr.Form.Every every -> every(expr, every);
            default -> children(expr);
        };
    }

    private Expr assignment(Expr expr, Expr.Form.Call assignment) {
        if (expr.negated()) {
            errors.add(RegoError.of(RegoError.COMPILE, expr.at(), "cannot assign vars inside negated expression"));
            return expr;
        }
        Term value = term(assignment.operands().getLast());
        List<Expr.With> withs = each(expr.withs(), this::with);
        Term target = declare(assignment.operands().getFirst());
        Term.Ref operator = Term.ref(assignment.operator().at(), Names.UNIFY);
        return expr.with(new Expr.Form.Call(operator, List.of(target, value)))
                .withModifiers(withs)
                .asFromAssignment();
    }

    private Term declare(Term target) {
        return switch (target) {
            case Term.Var(var at, var name) -> new Term.Var(at, declare(name, at, LocalScope.Seen.ASSIGNED));
            case Term.Array(var at, var items) -> new Term.Array(at, each(items, this::declare));
            case Term.Obj(var at, var entries) ->
                new Term.Obj(
                        at,
                        entries.stream()
                                .map(entry -> new Term.Entry(term(entry.key()), declare(entry.value())))
                                .toList());
            case Term.Ref ref
            when ref.parts().size() == 1 && Names.ROOTS.contains(ref.headName()) ->
                new Term.Var(ref.at(), declare(ref.headName(), ref.at(), LocalScope.Seen.ASSIGNED));
            default -> {
                errors.add(RegoError.of(RegoError.COMPILE, target.at(), "cannot assign to " + target.kindName()));
                yield target;
            }
        };
    }

    private String declare(String name, Location at, LocalScope.Seen how) {
        LocalScope.Seen before = scope.seenHere(name);
        if (before != null) {
            String problem = switch (before) {
                case USED -> "var " + shown(name) + " referenced above";
                case ASSIGNED -> "var " + shown(name) + " assigned above";
                case DECLARED -> "var " + shown(name) + " declared above";
                case ARGUMENT -> "arg " + shown(name) + " redeclared";
            };
            errors.add(RegoError.of(RegoError.COMPILE, at, problem));
            return name;
        }
        String renamed = fresh.localFor(name);
        scope.put(name, renamed, how);
        return renamed;
    }

    private static String shown(String name) {
        return Names.isWildcard(name) ? "_" : name;
    }

    private @Nullable Expr some(Expr expr, List<Term> symbols) {
        if (symbols.getFirst() instanceof Term.Call(var ignored, var operator, var args)) {
            return someIn(expr, args);
        }
        for (Term symbol : symbols) {
            if (symbol instanceof Term.Var(var at, var name)) {
                declare(name, expr.at(), LocalScope.Seen.DECLARED);
            }
        }
        return null;
    }

    // `some k, v in xs` becomes `v = xs[k]`.
    private @Nullable Expr someIn(Expr expr, List<Term> args) {
        Term domain = args.getLast();
        Term value = args.get(args.size() - 2);
        Term key = args.size() == 3 ? args.getFirst() : fresh.variable(domain.at());
        if (hidesItself(expr, key, value, domain)) {
            return null;
        }
        List<Term> parts = new ArrayList<>(domain instanceof Term.Ref ref ? ref.parts() : List.of(domain));
        parts.add(key);
        Term.Ref element = new Term.Ref(domain.at(), parts);
        Expr unification = expr.with(new Expr.Form.Call(Term.ref(expr.at(), Names.UNIFY), List.of(value, element)));
        for (String name : Unification.outputs(value, element, Vars.of(domain))) {
            if (!Names.isGenerated(name)) {
                declare(name, expr.at(), LocalScope.Seen.DECLARED);
            }
        }
        return children(unification);
    }

    private boolean hidesItself(Expr expr, Term key, Term value, Term domain) {
        Set<String> bound = new LinkedHashSet<>(Vars.inPattern(key));
        bound.addAll(Vars.inPattern(value));
        bound.retainAll(Vars.forSafety(domain));
        bound.removeIf(Names::isWildcard);
        for (String name : bound) {
            errors.add(RegoError.of(RegoError.COMPILE, expr.at(), "var " + name + " assigned before"));
        }
        return !bound.isEmpty();
    }

    private Expr every(Expr expr, Expr.Form.Every every) {
        Term domain = term(every.domain());
        scope = new LocalScope(scope);
        Term key = every.key() == null ? fresh.variable(every.value().at()) : everyVar(every.key(), expr);
        Term value = everyVar(every.value(), expr);
        List<Expr> body = body(every.body());
        unused.checkBody(scope, every.body(), body, Set.of());
        leave();
        List<Expr.With> withs = each(expr.withs(), this::with);
        return expr.with(new Expr.Form.Every(key, value, domain, body)).withModifiers(withs);
    }

    private Term everyVar(Term term, Expr expr) {
        return term instanceof Term.Var(var at, var name) && !Names.isWildcard(name)
                ? new Term.Var(at, declare(name, expr.at(), LocalScope.Seen.DECLARED))
                : term;
    }

    private void leave() {
        LocalScope outer = scope.outer();
        if (outer != null) {
            scope = outer;
        }
    }

    @Override
    public Term term(Term term) {
        return switch (term) {
            case Term.Var(var at, var name) -> new Term.Var(at, use(name));
            case Term.Ref ref when ref.parts().size() == 1 && Names.ROOTS.contains(ref.headName()) -> root(ref);
            case Term.Call call -> {
                refuseLocalFunction(call.operator(), call.at());
                yield children(call);
            }
            case Term.Template template -> template(template);
            default -> children(term);
        };
    }

    @Override
    public Expr.Form form(Expr.Form form) {
        if (form instanceof Expr.Form.Call call) {
            refuseLocalFunction(call.operator(), call.operator().at());
        }
        return form instanceof Expr.Form.Not(var body, var explicit) ? not(body, explicit) : super.form(form);
    }

    private Expr.Form not(List<Expr> body, boolean explicit) {
        return new Expr.Form.Not(operand(new Expr.Operand(body, explicit)).body(), explicit);
    }

    // Declarations in braces are local to the braces.
    @Override
    public Expr.Operand operand(Expr.Operand operand) {
        if (operand.explicit()) {
            scope = new LocalScope(scope);
            List<Expr> renamed = body(operand.body());
            unused.checkBody(scope, operand.body(), renamed, Set.of());
            leave();
            return new Expr.Operand(renamed, true);
        }
        List<Expr> renamed = new ArrayList<>();
        for (Expr expr : operand.body()) {
            if (expr.asAssignment() != null || expr.form() instanceof Expr.Form.Some) {
                errors.add(RegoError.of(RegoError.COMPILE, expr.at(), "cannot assign vars inside negated expression"));
            }
            renamed.add(children(expr));
        }
        return new Expr.Operand(renamed, false);
    }

    private void refuseLocalFunction(Term.Ref operator, Location at) {
        String name = operator.headName();
        if (!name.isEmpty() && scope.isDeclared(name)) {
            errors.add(RegoError.of(RegoError.COMPILE, at, "called function " + operator + " shadowed"));
        }
    }

    // In v0, a variable may shadow `input` and `data`.
    private Term root(Term.Ref ref) {
        String name = ref.headName();
        String renamed = scope.isDeclared(name) ? scope.find(name) : null;
        return renamed == null ? ref : new Term.Var(ref.at(), renamed);
    }

    private String use(String name) {
        String known = scope.find(name);
        if (known != null) {
            return known;
        }
        scope.put(name, name, LocalScope.Seen.USED);
        return name;
    }

    private Term template(Term.Template template) {
        List<Term.Template.Part> parts = new ArrayList<>();
        for (Term.Template.Part part : template.parts()) {
            if (part instanceof Term.Template.Hole(Expr expr)) {
                scope = new LocalScope(scope);
                parts.add(new Term.Template.Hole(children(expr)));
                leave();
            } else {
                parts.add(part);
            }
        }
        return new Term.Template(template.at(), template.raw(), parts);
    }

    @Override
    public Term comprehension(Term.Comprehension comprehension) {
        scope = new LocalScope(scope);
        List<Expr> body = body(comprehension.body());
        Set<String> heads = new LinkedHashSet<>(Vars.of(comprehension.item()));
        if (comprehension.key() != null) {
            heads.addAll(Vars.of(comprehension.key()));
        }
        unused.checkBody(scope, comprehension.body(), body, heads);
        Term renamed = comprehension.with(termOrNull(comprehension.key()), term(comprehension.item()), body);
        leave();
        return renamed;
    }

    @Override
    public Expr.With with(Expr.With with) {
        Term target = with.target();
        boolean isRoot = target instanceof Term.Ref ref && Names.ROOTS.contains(ref.headName());
        return new Expr.With(with.at(), isRoot ? target : term(target), term(with.value()));
    }

    /// Comprehensions in a head see the variables of the body, but have their own declarations.
    private final class HeadComprehensions extends TermRewriter {
        @Override
        public Term term(Term term) {
            if (term instanceof Term.Comprehension || term instanceof Term.Template) {
                scope = new LocalScope(null);
                return LocalRenamer.this.term(term);
            }
            return children(term);
        }
    }

    private static final class Substitution extends TermRewriter {
        private final LocalScope scope;

        Substitution(LocalScope scope) {
            this.scope = scope;
        }

        @Override
        public Term term(Term term) {
            if (term instanceof Term.Var(var at, var name)) {
                return new Term.Var(at, scope.names().getOrDefault(name, name));
            }
            return children(term);
        }
    }
}
