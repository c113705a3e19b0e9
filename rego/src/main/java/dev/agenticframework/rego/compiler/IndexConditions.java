package dev.agenticframework.rego.compiler;

import dev.agenticframework.rego.analysis.RuleDraft;
import dev.agenticframework.rego.evaluator.IndexSource;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.SetValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the parts of the input, or the operands, that a rule compares with constants.
final class IndexConditions {
    private final Map<IndexSource, List<Value>> wanted = new HashMap<>();
    private final Map<String, IndexSource> known = new HashMap<>();

    private IndexConditions() {}

    /// Returns the conditions of a rule. There are none for a rule with `else`, which runs even when its own
    /// body fails.
    static Map<IndexSource, List<Value>> of(RuleDraft rule) {
        IndexConditions conditions = new IndexConditions();
        if (rule.branches().size() == 1 && !rule.first().isDefault()) {
            conditions.parameters(rule.head().args());
            rule.first().body().forEach(conditions::expression);
        }
        return conditions.wanted;
    }

    private void parameters(List<Term> parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            IndexSource source = new IndexSource.OfOperand(i);
            if (parameters.get(i) instanceof Term.Var(var ignored, var name)) {
                known.putIfAbsent(name, source);
            } else {
                want(source, parameters.get(i));
            }
        }
    }

    private void expression(Expr expr) {
        if (expr.negated() || !expr.withs().isEmpty()) {
            return;
        }
        Expr.Form.Call equality = expr.asEquality();
        if (equality != null) {
            equality(equality.operands().getFirst(), equality.operands().getLast());
            equality(equality.operands().getLast(), equality.operands().getFirst());
        } else if (expr.form() instanceof Expr.Form.Call(var operator, var operands)
                && operator.toString().equals(Names.MEMBER)
                && operands.size() == 2) {
            membership(operands.getFirst(), operands.getLast().constant());
        }
    }

    private void equality(Term left, Term right) {
        IndexSource source = source(left);
        if (source == null) {
            return;
        }
        if (right instanceof Term.Var(var ignored, var name)) {
            known.putIfAbsent(name, source);
        } else {
            want(source, right);
        }
    }

    private void membership(Term element, @Nullable Value collection) {
        IndexSource source = source(element);
        List<Value> values = switch (collection) {
            case SetValue set -> set.toList();
            case ArrayValue array -> array.toList();
            case ObjectValue object -> List.of(object.ascendingValues());
            case null, default -> null;
        };
        if (source != null && values != null) {
            wanted.putIfAbsent(source, new ArrayList<>(values));
        }
    }

    private void want(IndexSource source, Term term) {
        Value value = term.constant();
        if (value != null) {
            wanted.putIfAbsent(source, List.of(value));
        }
    }

    private @Nullable IndexSource source(Term term) {
        if (term instanceof Term.Var(var ignored, var name)) {
            return known.get(name);
        }
        if (!(term instanceof Term.Ref ref) || !ref.headName().equals(Names.INPUT)) {
            return null;
        }
        List<Value> path = new ArrayList<>();
        for (Term part : ref.parts().subList(1, ref.parts().size())) {
            if (!(part instanceof Term.Scalar(var ignored, var key))) {
                return null;
            }
            path.add(key);
        }
        return path.isEmpty() ? null : new IndexSource.OfInput(path);
    }
}
