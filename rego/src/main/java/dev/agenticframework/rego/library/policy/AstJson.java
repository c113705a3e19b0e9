package dev.agenticframework.rego.library.policy;

import dev.agenticframework.rego.syntax.Annotations;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.RegoModule;
import dev.agenticframework.rego.syntax.Rule;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the syntax tree of a module in OPA's JSON format.
final class AstJson {
    private AstJson() {}

    static ObjectValue module(RegoModule module) {
        ObjectValue.Builder out = ObjectValue.builder();
        out.put("package", ObjectValue.of("path", parts(module.pkg().path().parts())));
        if (!module.imports().isEmpty()) {
            out.put(
                    "imports",
                    ArrayValue.of(
                            module.imports().stream().map(AstJson::importDecl).toList()));
        }
        if (!module.annotations().isEmpty()) {
            out.put(
                    "annotations",
                    ArrayValue.of(module.annotations().stream()
                            .map(Annotations::toValue)
                            .toList()));
        }
        if (!module.rules().isEmpty()) {
            out.put(
                    "rules",
                    ArrayValue.of(module.rules().stream().map(AstJson::rule).toList()));
        }
        return out.build();
    }

    private static Value importDecl(RegoModule.Import decl) {
        ObjectValue.Builder out = ObjectValue.builder().put("path", term(decl.path()));
        if (decl.alias() != null) {
            out.put("alias", StringValue.of(decl.alias()));
        }
        return out.build();
    }

    private static Value rule(Rule rule) {
        ObjectValue.Builder out = ObjectValue.builder();
        if (rule.isDefault()) {
            out.put("default", BooleanValue.TRUE);
        }
        out.put("head", head(rule.head()));
        out.put("body", body(rule.body()));
        if (rule.orElse() != null) {
            out.put("else", rule(rule.orElse()));
        }
        return out.build();
    }

    private static Value head(Rule.Head head) {
        ObjectValue.Builder out = ObjectValue.builder();
        if (head.reference().parts().size() == 1) {
            out.put("name", StringValue.of(head.name()));
        }
        if (!head.args().isEmpty()) {
            out.put("args", parts(head.args()));
        }
        optional(out, "key", head.key());
        optional(out, "value", head.value());
        if (head.assigned()) {
            out.put("assign", BooleanValue.TRUE);
        }
        return out.put("ref", parts(head.reference().parts())).build();
    }

    private static void optional(ObjectValue.Builder out, String name, @Nullable Term term) {
        if (term != null) {
            out.put(name, term(term));
        }
    }

    private static Value body(List<Expr> body) {
        Value[] exprs = new Value[body.size()];
        for (int i = 0; i < exprs.length; i++) {
            exprs[i] = expr(body.get(i), i);
        }
        return ArrayValue.wrap(exprs);
    }

    private static Value expr(Expr expr, int index) {
        ObjectValue.Builder out = ObjectValue.builder();
        if (expr.generated()) {
            out.put("generated", BooleanValue.TRUE);
        }
        out.put("index", NumberValue.of(index));
        if (expr.negated()) {
            out.put("negated", BooleanValue.TRUE);
        }
        out.put("terms", form(expr.form()));
        if (!expr.withs().isEmpty()) {
            out.put(
                    "with",
                    ArrayValue.of(expr.withs().stream().map(AstJson::with).toList()));
        }
        return out.build();
    }

    private static Value form(Expr.Form form) {
        return switch (form) {
            case Expr.Form.Plain(Term term) -> term(term);
            case Expr.Form.Call(var operator, var operands) -> call(operator, operands);
            case Expr.Form.Some(var symbols) -> ObjectValue.of("symbols", parts(symbols));
            case Expr.Form.Every(var key, var value, var domain, var body) -> {
                ObjectValue.Builder out = ObjectValue.builder();
                optional(out, "key", key);
                yield out.put("value", term(value))
                        .put("domain", term(domain))
                        .put("body", body(body))
                        .build();
            }
            case Expr.Form.Not(var body, var ignored) -> ObjectValue.of("not", body(body));
            case Expr.Form.Logical(var and, var left, var right) ->
                ObjectValue.of(and ? "and" : "or", ArrayValue.of(body(left.body()), body(right.body())));
        };
    }

    private static Value with(Expr.With with) {
        return ObjectValue.builder()
                .put("target", term(with.target()))
                .put("value", term(with.value()))
                .build();
    }

    private static ArrayValue call(Term.Ref operator, List<Term> operands) {
        Value[] all = new Value[operands.size() + 1];
        all[0] = term(operator);
        for (int i = 0; i < operands.size(); i++) {
            all[i + 1] = term(operands.get(i));
        }
        return ArrayValue.wrap(all);
    }

    private static ArrayValue parts(List<Term> terms) {
        return ArrayValue.of(terms.stream().map(AstJson::term).toList());
    }

    private static Value term(Term term) {
        Value value = switch (term) {
            case Term.Scalar scalar -> scalar.value();
            case Term.Var(var ignored, var name) -> StringValue.of(name);
            case Term.Ref(var ignored, var parts) -> parts(parts);
            case Term.Call(var ignored, var operator, var args) -> call(operator, args);
            case Term.Array(var ignored, var items) -> parts(items);
            case Term.SetOf(var ignored, var elements) -> parts(elements);
            case Term.Obj(var ignored, var entries) ->
                ArrayValue.of(entries.stream()
                        .map(entry -> ArrayValue.of(term(entry.key()), term(entry.value())))
                        .toList());
            case Term.Comprehension comprehension -> comprehension(comprehension);
            case Term.Template(var ignored, var raw, var parts) ->
                ObjectValue.builder()
                        .put("multi_line", BooleanValue.of(raw))
                        .put(
                                "parts",
                                ArrayValue.of(parts.stream().map(AstJson::part).toList()))
                        .build();
        };
        return ObjectValue.builder()
                .put("type", StringValue.of(term.kindName()))
                .put("value", value)
                .build();
    }

    private static Value part(Term.Template.Part part) {
        return switch (part) {
            case Term.Template.Text(Term.Scalar text) -> term(text);
            case Term.Template.Hole(Expr expr) -> expr(expr, 0);
        };
    }

    private static Value comprehension(Term.Comprehension comprehension) {
        ObjectValue.Builder out = ObjectValue.builder();
        optional(out, "key", comprehension.key());
        out.put(comprehension.key() == null ? "term" : "value", term(comprehension.item()));
        return out.put("body", body(comprehension.body())).build();
    }
}
