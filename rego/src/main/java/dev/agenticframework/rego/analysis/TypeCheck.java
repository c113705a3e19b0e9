package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.builtin.BuiltinDeclaration;
import dev.agenticframework.rego.builtin.RegoType;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Rule;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.syntax.TermRewriter;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds expressions that can never hold because of the types of their terms. The types of rules are inferred in the
/// order of their dependencies; input and base documents have any type.
public final class TypeCheck {
    private final Definitions definitions;
    private final FreshNames fresh;
    private final List<RegoError> errors = new ArrayList<>();

    private TypeCheck(Definitions definitions, FreshNames fresh) {
        this.definitions = definitions;
        this.fresh = fresh;
    }

    /// Checks all rules, starting with those that others depend on.
    ///
    /// @param documents receives the types of the documents
    public static List<RegoError> check(
            List<RuleDraft> drafts, RuleGraph graph, Definitions definitions, FreshNames fresh, TypeScope documents) {
        TypeCheck check = new TypeCheck(definitions, fresh);
        for (RuleDraft draft : DependencyOrder.of(drafts, graph)) {
            for (Rule branch : draft.branches()) {
                check.rule(draft, branch, documents);
            }
        }
        return check.errors;
    }

    public static List<RegoError> checkQuery(
            List<Expr> query, Definitions definitions, FreshNames fresh, TypeScope documents) {
        TypeCheck check = new TypeCheck(definitions, fresh);
        check.body(query, documents.ofRule());
        return check.errors;
    }

    private void rule(RuleDraft draft, Rule branch, TypeScope documents) {
        RuleNode node = definitions.rules().find(draft.reference().parts().subList(0, draft.groundLength()));
        int before = errors.size();
        TypeScope scope = documents.ofRule();
        body(branch.body(), scope);
        if (node != null) {
            boolean sound = errors.size() == before && draft.isGround();
            documents.add(node, sound ? type(branch.head(), scope) : RegoType.ANY);
        }
    }

    private static RegoType type(Rule.Head head, TypeScope scope) {
        if (head.isMultiValue() && head.key() != null) {
            return new RegoType.Set(scope.orAny(head.key()));
        }
        RegoType value = head.value() == null ? RegoType.BOOLEAN : scope.orAny(head.value());
        if (!head.isFunction()) {
            return value;
        }
        List<RegoType.Parameter> parameters = head.args().stream()
                .map(arg -> new RegoType.Parameter("", scope.orAny(arg)))
                .toList();
        return new RegoType.Function(parameters, null, new RegoType.Parameter("", value));
    }

    private void body(List<Expr> body, TypeScope scope) {
        for (Expr expr : body) {
            // A replaced function may have another type.
            if (expr.withs().stream().noneMatch(with -> with.target().toString().startsWith(Names.DATA))) {
                expr(expr, scope);
            }
        }
    }

    private void expr(Expr expr, TypeScope scope) {
        int before = errors.size();
        new Inside(scope).expr(expr);
        boolean partlyUnknown = errors.size() > before
                && expr.form() instanceof Expr.Form.Call(var ignored, var operands)
                && operands.stream().anyMatch(operand -> scope.of(operand) == null);
        if (partlyUnknown) {
            return;
        }
        Expr.Form.Call equality = expr.asEquality();
        if (equality != null) {
            equality(expr, equality.operands().getFirst(), equality.operands().getLast(), scope);
        } else if (expr.form() instanceof Expr.Form.Call call) {
            call(expr, call, scope);
        }
    }

    // The type of the element must fit that of the collection, if the latter is known.
    private boolean membership(Expr expr, List<Term> operands, int arity, TypeScope scope) {
        RegoType collection = scope.of(operands.get(arity - 1));
        RegoType values = Types.values(collection);
        if (values == null) {
            return true;
        }
        RegoType keys = Types.keys(collection);
        boolean fits = (arity < 3 || keys == null || found(operands.getFirst(), keys, scope))
                && found(operands.get(arity - 2), values, scope);
        if (!fits) {
            mismatch(expr, scope.of(operands.get(arity - 2)), values);
        }
        return fits;
    }

    private static boolean found(Term term, RegoType type, TypeScope scope) {
        RegoType have = scope.of(term);
        return (have == null || isOpen(term, scope) || Types.unifies(have, type)) && scope.unify(term, type, false);
    }

    private void equality(Expr expr, Term left, Term right, TypeScope scope) {
        RegoType a = scope.of(left);
        RegoType b = scope.of(right);
        if (!unify(left, a, right, b, scope)) {
            mismatch(expr, scope.of(left), scope.of(right));
        }
    }

    private void mismatch(Expr expr, @Nullable RegoType left, @Nullable RegoType right) {
        RegoError error = RegoError.of(RegoError.TYPE, expr.at(), "match error");
        errors.add(new RegoError(
                error.code(),
                error.message(),
                error.file(),
                error.row(),
                error.col(),
                List.of("left  : " + shown(left), "right : " + shown(right))));
    }

    private static String shown(@Nullable RegoType type) {
        return type == null ? "???" : type.toString();
    }

    private static boolean isOpen(Term term, TypeScope scope) {
        return !Vars.inPattern(term).stream().allMatch(name -> scope.variable(name) != null)
                && !(term instanceof Term.Ref);
    }

    private boolean unify(Term left, @Nullable RegoType a, Term right, @Nullable RegoType b, TypeScope scope) {
        boolean leftOpen = isOpen(left, scope);
        boolean rightOpen = isOpen(right, scope);
        if (leftOpen && !rightOpen) {
            return scope.unify(left, b == null ? RegoType.ANY : b, false);
        }
        if (rightOpen && !leftOpen) {
            return scope.unify(right, a == null ? RegoType.ANY : a, false);
        }
        if (!leftOpen) {
            return a == null || b == null || Types.unifies(a, b);
        }
        // Both sides bind variables, whose types stay open.
        Vars.inPattern(left).forEach(name -> known(name, scope));
        Vars.inPattern(right).forEach(name -> known(name, scope));
        return true;
    }

    private static void known(String name, TypeScope scope) {
        if (scope.variable(name) == null) {
            scope.set(name, RegoType.ANY);
        }
    }

    private void call(Expr expr, Expr.Form.Call call, TypeScope scope) {
        RegoType.Function function = function(call.operator(), scope);
        if (function == null) {
            call.operands().forEach(operand -> scope.unify(operand, RegoType.ANY, false));
            return;
        }
        String name = call.operator().toString();
        int arity = function.parameters().size();
        boolean member = name.equals(Names.MEMBER) || name.equals(Names.MEMBER_WITH_KEY);
        if (member && !membership(expr, call.operands(), arity, scope)) {
            return;
        }
        List<RegoType.Parameter> parameters = new ArrayList<>(function.parameters());
        if (function.result() != null) {
            parameters.add(function.result());
        }
        for (int i = 0; i < call.operands().size(); i++) {
            RegoType wanted = i < parameters.size() ? parameters.get(i).type() : function.variadic();
            if (wanted != null && !scope.unify(call.operands().get(i), wanted, false)) {
                String have = String.join(
                        ", ",
                        call.operands().stream()
                                .map(operand -> shown(scope.of(operand)))
                                .toList());
                errors.add(ArgumentMismatch.error(
                        expr.at(), call.operator().toString(), "invalid argument(s)", have, parameters));
                return;
            }
        }
    }

    private RegoType.@Nullable Function function(Term.Ref operator, TypeScope scope) {
        BuiltinDeclaration declaration = definitions.builtins().declaration(operator.toString());
        if (declaration != null) {
            return declaration.type();
        }
        RuleNode node = definitions.rules().find(operator.parts());
        return node != null && scope.document(node) instanceof RegoType.Function known ? known : null;
    }

    /// Checks the closures and references inside an expression.
    private final class Inside extends TermRewriter {
        private final TypeScope scope;

        Inside(TypeScope scope) {
            this.scope = scope;
        }

        @Override
        public Term comprehension(Term.Comprehension comprehension) {
            TypeScope inner = scope.inner();
            TypeCheck.this.body(comprehension.body(), inner);
            RegoType item = inner.orAny(comprehension.item());
            scope.setComprehension(
                    comprehension,
                    switch (comprehension.kind()) {
                        case ARRAY -> new RegoType.Array(List.of(), item);
                        case SET -> new RegoType.Set(item);
                        case OBJECT ->
                            new RegoType.Obj(
                                    List.of(),
                                    comprehension.key() == null ? RegoType.ANY : inner.orAny(comprehension.key()),
                                    item);
                    });
            return comprehension;
        }

        @Override
        public Expr.Operand operand(Expr.Operand operand) {
            operand.body().forEach(new Inside(scope.inner())::expr);
            return operand;
        }

        @Override
        public Expr.Form form(Expr.Form form) {
            if (form instanceof Expr.Form.Not(var body, var ignored)) {
                body.forEach(new Inside(scope.inner())::expr);
                return form;
            }
            if (!(form instanceof Expr.Form.Every(var key, var value, var domain, var body))) {
                return super.form(form);
            }
            term(domain);
            TypeScope inner = scope.inner();
            bind(inner, key);
            bind(inner, value);
            body.forEach(new Inside(inner)::expr);
            return form;
        }

        private static void bind(TypeScope inner, @Nullable Term term) {
            if (term instanceof Term.Var(var ignored, var name)) {
                inner.set(name, RegoType.ANY);
            }
        }

        // Neither the target of a replacement nor a function that replaces it is checked.
        @Override
        public Expr.With with(Expr.With with) {
            boolean function =
                    with.value() instanceof Term.Ref ref && scope.start(ref).type() instanceof RegoType.Function;
            if (!function) {
                term(with.value());
            }
            return with;
        }

        @Override
        public Term term(Term term) {
            Term inner = children(term);
            if (term instanceof Term.Ref ref) {
                reference(ref);
            }
            return inner;
        }

        private void reference(Term.Ref ref) {
            TypeScope.Start start = scope.start(ref);
            RegoType type = start.type();
            if (type instanceof RegoType.Function && start.next() <= ref.parts().size()) {
                errors.add(RegoError.of(
                        RegoError.TYPE, ref.at(), "function " + shownRef(ref) + " used as reference, not called"));
                return;
            }
            for (int i = start.next(); i < ref.parts().size(); i++) {
                if (type == null || Types.isEmptyCollection(type)) {
                    openVars(ref, i);
                    return;
                }
                Term part = ref.parts().get(i);
                RegoType keys = Types.keys(type);
                if (keys == null && isConstant(ref.head())) {
                    openVars(ref, i);
                    return;
                }
                if (keys == null || !fits(part, keys, type)) {
                    undefined(ref, i, type);
                    return;
                }
                Value constant = part.constant();
                type = constant == null ? Types.values(type) : Types.select(type, constant);
            }
            openVars(ref, 1);
        }

        // A reference into a constant scalar is undefined, but not an error.
        private boolean isConstant(Term head) {
            return head instanceof Term.Var(var ignored, var name) && fresh.capturedBy(name) instanceof Term.Scalar;
        }

        private boolean fits(Term part, RegoType keys, RegoType type) {
            Value constant = part.constant();
            return constant == null ? scope.unify(part, keys, false) : Types.select(type, constant) != null;
        }

        private void openVars(Term.Ref ref, int from) {
            for (Term part : ref.parts().subList(from, ref.parts().size())) {
                Vars.inPattern(part).forEach(name -> known(name, scope));
            }
        }

        private void undefined(Term.Ref ref, int position, RegoType have) {
            openVars(ref, 1);
            RegoError error = RegoError.of(RegoError.TYPE, ref.at(), "undefined ref: " + shownRef(ref));
            String shown = shownRef(ref);
            errors.add(new RegoError(
                    error.code(),
                    error.message(),
                    error.file(),
                    error.row(),
                    error.col(),
                    List.of(shown, "^".repeat(shownRef(prefix(ref, position)).length()), "have: " + have)));
        }

        private Term.Ref prefix(Term.Ref ref, int length) {
            return new Term.Ref(ref.at(), ref.parts().subList(0, length));
        }
    }

    private String shownRef(Term.Ref ref) {
        return fresh.shown(ref);
    }
}
