package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.builtin.BuiltinDeclaration;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.syntax.TermRewriter;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/// Checks the targets of `with`, and moves values that need evaluation in front of the expression.
public final class WithCapturer extends TermRewriter {
    private final FreshNames fresh;
    private final Definitions definitions;
    private final List<RegoError> errors;

    public WithCapturer(FreshNames fresh, Definitions definitions, List<RegoError> errors) {
        this.fresh = fresh;
        this.definitions = definitions;
        this.errors = errors;
    }

    @Override
    public List<Expr> body(List<Expr> body) {
        List<Expr> rewritten = new ArrayList<>(body.size());
        for (Expr expr : body) {
            Expr inner = children(expr);
            List<Expr.With> withs = new ArrayList<>();
            for (Expr.With with : inner.withs()) {
                withs.add(capture(with, rewritten));
            }
            rewritten.add(inner.withModifiers(withs));
        }
        return rewritten;
    }

    private Expr.With capture(Expr.With with, List<Expr> before) {
        refuseArity(with);
        Term value = with.value();
        if (value instanceof Term.Var(var at, var name) && isBuiltin(name)) {
            value = Term.ref(at, name);
        }
        if (!evaluates(with.target(), value) || !HeadCapturer.needsEvaluation(value)) {
            return new Expr.With(with.at(), with.target(), value);
        }
        Expr capture = fresh.capture(value);
        before.add(capture);
        return new Expr.With(with.at(), with.target(), FreshNames.captured(capture));
    }

    private void refuseArity(Expr.With with) {
        int wanted = arity(with.target());
        int given = arity(with.value());
        if (wanted > 0 && given > 0 && wanted != given) {
            errors.add(RegoError.of(RegoError.TYPE, with.at(), with.target() + ": arity mismatch"));
        }
    }

    // Returns the arity of a function, and 0 or less for anything else.
    private int arity(Term term) {
        return switch (term) {
            case Term.Ref ref -> definitions.arity(ref);
            case Term.Var(var at, var name) when isBuiltin(name) -> definitions.arity(Term.ref(at, name));
            default -> 0;
        };
    }

    // Whether the value is an ordinary value, and not a function that replaces the target.
    private boolean evaluates(Term target, Term value) {
        if (target instanceof Term.Ref ref && ref.headName().equals(Names.INPUT)) {
            return true;
        }
        if (target instanceof Term.Ref ref && ref.headName().equals(Names.DATA)) {
            refusePartOfRule(ref);
            return !(isFunction(ref) && isCallable(value)) && !(value instanceof Term.Ref by && isFunction(by));
        }
        if (!isBuiltin(target.toString())) {
            errors.add(RegoError.of(
                    RegoError.TYPE,
                    target.at(),
                    "with keyword target must reference existing input, data, or a function"));
            return false;
        }
        refuseBuiltin(target);
        return !isCallable(value);
    }

    private boolean isBuiltin(String name) {
        return definitions.builtins().declaration(name) != null;
    }

    private boolean isFunction(Term.Ref ref) {
        RuleNode node = definitions.rules().find(ref.parts());
        return node != null && node.definesFunction();
    }

    private boolean isCallable(Term value) {
        return value instanceof Term.Ref ref
                && (isBuiltin(ref.toString()) || definitions.rules().find(ref.parts()) != null);
    }

    private void refusePartOfRule(Term.Ref target) {
        RuleNode node = definitions.rules();
        for (Term part : target.parts()
                .subList(1, target.parts().size() - 1 > 0 ? target.parts().size() - 1 : 1)) {
            Value key = part.constant();
            node = key == null ? null : node.child(key);
            if (node == null) {
                return;
            }
            if (node.hasRules()) {
                errors.add(RegoError.of(
                        RegoError.COMPILE, target.at(), "with keyword cannot partially replace virtual document(s)"));
                return;
            }
        }
    }

    private void refuseBuiltin(Term target) {
        String name = target.toString();
        BuiltinDeclaration declaration = definitions.builtins().declaration(name);
        String problem = "";
        if (name.equals(Names.UNIFY) || name.startsWith("rego.metadata.")) {
            problem = "replacement of \"" + name + "\" invalid";
        } else if (name.startsWith("internal.")) {
            problem = "replacement of internal function \"" + name + "\" invalid";
        } else if (declaration != null && declaration.relation()) {
            problem = "target must not be a relation";
        } else if (declaration != null && declaration.type().result() == null) {
            problem = "target must not be a void function";
        }
        if (!problem.isEmpty()) {
            errors.add(RegoError.of(
                    RegoError.COMPILE, target.at(), "with keyword replacing built-in function: " + problem));
        }
    }
}
