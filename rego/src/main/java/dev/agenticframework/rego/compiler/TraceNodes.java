package dev.agenticframework.rego.compiler;

import dev.agenticframework.rego.analysis.RuleDraft;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Rule;
import dev.agenticframework.rego.trace.TraceNode;

/// Describes expressions and rules to tracers.
final class TraceNodes {
    private TraceNodes() {}

    static TraceNode of(Expr expr) {
        return new TraceNode(expr.at(), text(expr));
    }

    static TraceNode of(RuleDraft rule, Rule branch) {
        return new TraceNode(branch.at(), rule.reference(branch).toString());
    }

    private static String text(Expr expr) {
        String written = expr.at().isKnown() ? expr.at().text().strip() : "";
        return written.isEmpty() ? expr.toString() : written.replaceAll("\\s*\\R\\s*", " ");
    }
}
