package dev.agenticframework.rego.compiler;

import dev.agenticframework.rego.analysis.RuleNode;
import dev.agenticframework.rego.builtin.Builtin;
import dev.agenticframework.rego.evaluator.Comprehensions;
import dev.agenticframework.rego.evaluator.Link;
import dev.agenticframework.rego.evaluator.Replacement;
import dev.agenticframework.rego.evaluator.RuleGroup;
import dev.agenticframework.rego.evaluator.With;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compiles `with`: an expression that is evaluated in another world.
final class WithLowering {
    private final LinkedRules rules;
    private final TermLowering terms;

    WithLowering(LinkedRules rules, TermLowering terms) {
        this.rules = rules;
        this.terms = terms;
    }

    Link link(Expr expr, Set<String> bound, List<Link> inner) {
        List<With.Change> changes = new ArrayList<>();
        for (Expr.With with : expr.withs()) {
            changes.add(change(with, bound));
        }
        boolean once = inner.stream().allMatch(link -> link instanceof Link.Once);
        return once
                ? new Link.Once(new With.Once(changes, Link.chain(inner, Comprehensions.Found.INSTANCE)))
                : new With.Many(changes, inner);
    }

    private With.Change change(Expr.With with, Set<String> bound) {
        if (with.target() instanceof Term.Ref target) {
            String name = target.toString();
            if (target.headName().equals(Names.INPUT)) {
                return new With.Change.OfInput(path(target), terms.eval(with.value(), bound));
            }
            RuleNode node = rules.definitions().rules().find(target.parts());
            boolean function = node != null && node.definesFunction();
            if (target.headName().equals(Names.DATA) && !function) {
                return new With.Change.OfData(path(target), terms.eval(with.value(), bound));
            }
            return ofFunction(name, with.value(), bound);
        }
        return ofFunction(with.target().toString(), with.value(), bound);
    }

    private With.Change ofFunction(String name, Term value, Set<String> bound) {
        Replacement by = replacement(value, bound);
        return new With.Change.OfFunction(name, by, by == null ? terms.eval(value, bound) : null);
    }

    private @Nullable Replacement replacement(Term value, Set<String> bound) {
        if (value instanceof Term.Var(var ignored, var name) && !bound.contains(name)) {
            return builtin(name);
        }
        if (!(value instanceof Term.Ref ref)) {
            return null;
        }
        if (rules.builtins().declaration(ref.toString()) != null) {
            return builtin(ref.toString());
        }
        RuleGroup group = rules.group(ref);
        return group != null && group.isFunction() ? new Replacement.RuleCall(group) : null;
    }

    private Replacement builtin(String name) {
        return rules.builtins().implementation(name) instanceof Builtin.Function function
                ? new Replacement.BuiltinCall(name, function)
                : new Replacement.Undefined();
    }

    private static Value[] path(Term.Ref target) {
        List<Value> path = new ArrayList<>();
        for (Term part : target.parts().subList(1, target.parts().size())) {
            Value key = part.constant();
            if (key == null) {
                throw new IllegalStateException("with target must be ground: " + target);
            }
            path.add(key);
        }
        return path.toArray(Value[]::new);
    }
}
