package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.RegoModule;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.syntax.TermRewriter;
import dev.agenticframework.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Replaces calls of `rego.metadata.chain()` and `rego.metadata.rule()` with the annotations of the enclosing rule.
public final class MetadataCalls extends TermRewriter {
    private static final String NAMESPACE = "rego";
    private static final String CHAIN = "rego.metadata.chain";
    private static final String RULE = "rego.metadata.rule";

    private final AnnotationSet annotations;
    private final RuleDraft rule;

    private MetadataCalls(AnnotationSet annotations, RuleDraft rule) {
        this.annotations = annotations;
        this.rule = rule;
    }

    public static void rewrite(List<RegoModule> modules, List<RuleDraft> drafts, List<RegoError> errors) {
        AnnotationSet annotations = new AnnotationSet(modules, drafts, errors);
        for (RuleDraft draft : drafts) {
            if (!draft.module().spellsAny(List.of(NAMESPACE))) {
                continue;
            }
            MetadataCalls calls = new MetadataCalls(annotations, draft);
            draft.rewrite(branch -> branch.with(calls.head(branch.head()), calls.body(branch.body())));
        }
    }

    @Override
    public Expr expr(Expr expr) {
        if (expr.form() instanceof Expr.Form.Call(var operator, var operands)
                && operator.headName().equals(NAMESPACE)
                && operands.size() <= 1) {
            Value value = value(operator.toString());
            if (value != null) {
                Term constant = Term.scalar(operator.at(), value);
                return operands.isEmpty()
                        ? expr.with(new Expr.Form.Plain(constant))
                        : Expr.generatedEquality(expr.at(), operands.getFirst(), constant);
            }
        }
        return children(expr);
    }

    private @Nullable Value value(String name) {
        return switch (name) {
            case CHAIN -> annotations.chain(rule);
            case RULE -> annotations.ofRule(rule);
            default -> null;
        };
    }
}
