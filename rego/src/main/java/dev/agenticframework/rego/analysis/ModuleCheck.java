package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.source.RegoVersion;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.RegoModule;
import dev.agenticframework.rego.syntax.Rule;
import dev.agenticframework.rego.syntax.TermRewriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Checks that imports and rules do not shadow anything, which v1 and strict mode require.
public final class ModuleCheck {
    private ModuleCheck() {}

    /// Checks all modules.
    ///
    /// @param strict whether to check modules of v0, too
    public static List<RegoError> check(List<RegoModule> modules, boolean strict) {
        List<RegoError> errors = new ArrayList<>();
        for (RegoModule module : modules) {
            if (strict || module.version() == RegoVersion.V1) {
                imports(module, errors);
                rules(module, errors);
            }
        }
        return errors;
    }

    private static void imports(RegoModule module, List<RegoError> errors) {
        Map<String, RegoModule.Import> seen = new HashMap<>();
        for (RegoModule.Import decl : module.imports()) {
            RegoModule.Import before = seen.putIfAbsent(decl.name(), decl);
            if (before != null) {
                errors.add(RegoError.of(RegoError.COMPILE, decl.at(), "import must not shadow " + before));
            }
        }
    }

    private static void rules(RegoModule module, List<RegoError> errors) {
        for (Rule rule : module.rules()) {
            if (Names.ROOTS.contains(rule.head().name())) {
                errors.add(RegoError.of(
                        RegoError.COMPILE,
                        rule.at(),
                        "rules must not shadow " + rule.head().name() + " (use a different rule name)"));
            }
            for (Rule branch = rule; branch != null; branch = branch.orElse()) {
                new Assignments(errors).body(branch.body());
            }
        }
    }

    private static final class Assignments extends TermRewriter {
        private final List<RegoError> errors;

        Assignments(List<RegoError> errors) {
            this.errors = errors;
        }

        @Override
        public Expr expr(Expr expr) {
            Expr.Form.Call assignment = expr.asAssignment();
            if (assignment != null) {
                String name = assignment.operands().getFirst().toString();
                if (Names.ROOTS.contains(name)) {
                    errors.add(RegoError.of(
                            RegoError.COMPILE,
                            expr.at(),
                            "variables must not shadow " + name + " (use a different variable name)"));
                }
            }
            return children(expr);
        }
    }
}
