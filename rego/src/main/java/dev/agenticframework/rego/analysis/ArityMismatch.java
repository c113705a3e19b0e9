package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.builtin.BuiltinDeclaration;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.syntax.Expr;

/// Formats the error for a call with the wrong number of arguments.
final class ArityMismatch {
    private ArityMismatch() {}

    static RegoError error(Definitions definitions, Expr.Form.Call call, Expr expr, int arity, int given) {
        String name = call.operator().toString();
        BuiltinDeclaration declaration = definitions.builtins().declaration(name);
        if (declaration != null) {
            return ArgumentMismatch.error(expr.at(), name, "arity mismatch", call.operands(), declaration.type());
        }
        String arguments = given == 1 ? "argument" : "arguments";
        return RegoError.of(
                RegoError.TYPE,
                expr.at(),
                "function " + name + " has arity " + arity + ", got " + given + " " + arguments);
    }
}
