package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.builtin.BuiltinDeclaration;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Rule;
import dev.agenticframework.rego.syntax.TermRewriter;
import java.util.ArrayList;
import java.util.List;

/// Finds calls of unknown functions, and calls with the wrong number of arguments.
public final class CallCheck extends TermRewriter {
    private final Definitions definitions;
    private final List<RegoError> errors;

    private CallCheck(Definitions definitions, List<RegoError> errors) {
        this.definitions = definitions;
        this.errors = errors;
    }

    public static void check(List<Rule> rules, Definitions definitions, List<RegoError> errors) {
        CallCheck check = new CallCheck(definitions, errors);
        for (Rule rule : rules) {
            check.head(rule.head());
            check.body(rule.body());
        }
    }

    /// Finds calls of deprecated built-ins.
    public static List<RegoError> deprecated(List<Rule> rules, Definitions definitions) {
        List<RegoError> errors = new ArrayList<>();
        TermRewriter calls = new TermRewriter() {
            @Override
            public Expr expr(Expr expr) {
                if (expr.form() instanceof Expr.Form.Call(var operator, var ignored)) {
                    BuiltinDeclaration declaration = definitions.builtins().declaration(operator.toString());
                    if (declaration != null && declaration.deprecated()) {
                        errors.add(RegoError.of(
                                RegoError.TYPE,
                                expr.at(),
                                "deprecated built-in function calls in expression: " + operator));
                    }
                }
                return children(expr);
            }
        };
        for (Rule rule : rules) {
            calls.head(rule.head());
            calls.body(rule.body());
        }
        return errors;
    }

    public static void checkQuery(List<Expr> query, Definitions definitions, List<RegoError> errors) {
        new CallCheck(definitions, errors).body(query);
    }

    @Override
    public Expr expr(Expr expr) {
        if (expr.form() instanceof Expr.Form.Call call) {
            check(expr, call);
        }
        return children(expr);
    }

    private void check(Expr expr, Expr.Form.Call call) {
        int arity = definitions.arity(call.operator());
        if (arity < 0) {
            errors.add(RegoError.of(RegoError.TYPE, expr.at(), "undefined function " + call.operator()));
            return;
        }
        int operands = call.operands().size();
        boolean equality = call.isTo(Names.UNIFY);
        boolean fits =
                expr.generated() ? equality || operands == arity + 1 : operands == arity || operands == arity + 1;
        if (!fits && arity < Integer.MAX_VALUE - 1) {
            int given = expr.generated() ? operands - 1 : operands;
            errors.add(ArityMismatch.error(definitions, call, expr, arity, given));
        }
    }
}
