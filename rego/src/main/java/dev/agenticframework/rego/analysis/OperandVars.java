package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Term;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the variables that an operand without braces needs from outside: all except those that it binds itself.
final class OperandVars {
    private OperandVars() {}

    static Set<String> needed(List<Expr> body) {
        Map<String, Integer> occurrences = new HashMap<>();
        Set<String> all = new LinkedHashSet<>();
        for (Expr expr : body) {
            for (String name : Vars.forSafety(expr)) {
                occurrences.merge(name, 1, Integer::sum);
                all.add(name);
            }
        }
        if (body.size() == 1) {
            return all;
        }
        Set<String> bound = new LinkedHashSet<>();
        for (Expr expr : body) {
            if (expr.generated() && expr.form() instanceof Expr.Form.Call(var operator, var operands)) {
                Term result = operator.headName().equals(Names.UNIFY) ? operands.getFirst() : operands.getLast();
                bound.addAll(Vars.inPattern(result));
            }
        }
        all.removeIf(name -> bound.contains(name) && occurrences.getOrDefault(name, 0) > 1);
        return all;
    }
}
