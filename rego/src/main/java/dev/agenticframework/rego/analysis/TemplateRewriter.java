package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.InfixParser;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.syntax.TermRewriter;
import dev.agenticframework.rego.value.StringValue;
import java.util.ArrayList;
import java.util.List;

/// Rewrites template strings and `print` to calls whose operands are sets, in which an undefined operand is empty.
public final class TemplateRewriter extends TermRewriter {
    private final FreshNames fresh;
    private final boolean keepPrint;

    public TemplateRewriter(FreshNames fresh, boolean keepPrint) {
        this.fresh = fresh;
        this.keepPrint = keepPrint;
    }

    @Override
    public Term term(Term term) {
        if (!(term instanceof Term.Template(var at, var ignored, var parts))) {
            return children(term);
        }
        List<Term> items = new ArrayList<>(parts.size());
        for (Term.Template.Part part : parts) {
            items.add(
                    switch (part) {
                        case Term.Template.Text(Term.Scalar scalar) -> scalar;
                        case Term.Template.Hole(Expr expr) -> hole(expr(expr));
                    });
        }
        if (items.isEmpty()) {
            items.add(Term.scalar(at, StringValue.EMPTY));
        }
        return new Term.Call(at, InfixParser.internal(at, Names.TEMPLATE_STRING), List.of(new Term.Array(at, items)));
    }

    private Term hole(Expr expr) {
        Term value = switch (expr.form()) {
            case Expr.Form.Plain(Term plain) -> plain;
            case Expr.Form.Call(var operator, var operands) -> new Term.Call(expr.at(), operator, operands);
            default -> throw new IllegalStateException("unexpected expression in a template");
        };
        if (value instanceof Term.Var && expr.withs().isEmpty()) {
            return new Term.SetOf(value.at(), List.of(value));
        }
        return captured(value, expr.withs());
    }

    // `{x | x = value}`
    private Term captured(Term value, List<Expr.With> withs) {
        Expr capture = fresh.capture(value).withModifiers(withs);
        return new Term.Comprehension(
                value.at(), Term.Comprehension.Kind.SET, null, FreshNames.captured(capture), List.of(capture));
    }

    @Override
    public List<Expr> body(List<Expr> body) {
        List<Expr> rewritten = new ArrayList<>(body.size());
        for (Expr expr : body) {
            Expr result = expr(expr);
            if (!(result.form() instanceof Expr.Form.Call call) || !call.isTo(Names.PRINT)) {
                rewritten.add(result);
            } else if (keepPrint) {
                rewritten.add(print(result, call));
            }
        }
        return rewritten.isEmpty() ? Expr.trueBody(body.getFirst().at()) : rewritten;
    }

    private Expr print(Expr expr, Expr.Form.Call call) {
        List<Term> items = call.operands().stream()
                .map(operand -> captured(operand, List.of()))
                .toList();
        Term.Ref operator = InfixParser.internal(expr.at(), Names.INTERNAL_PRINT);
        return expr.with(new Expr.Form.Call(operator, List.of(new Term.Array(expr.at(), items))));
    }
}
