package dev.agenticframework.rego.compiler;

import dev.agenticframework.rego.analysis.RuleNode;
import dev.agenticframework.rego.builtin.Builtin;
import dev.agenticframework.rego.builtin.BuiltinDeclaration;
import dev.agenticframework.rego.evaluator.Blocks;
import dev.agenticframework.rego.evaluator.Calls;
import dev.agenticframework.rego.evaluator.Check;
import dev.agenticframework.rego.evaluator.Comparisons;
import dev.agenticframework.rego.evaluator.Comprehensions;
import dev.agenticframework.rego.evaluator.Constants;
import dev.agenticframework.rego.evaluator.Eval;
import dev.agenticframework.rego.evaluator.Every;
import dev.agenticframework.rego.evaluator.Link;
import dev.agenticframework.rego.evaluator.Pattern;
import dev.agenticframework.rego.evaluator.RuleGroup;
import dev.agenticframework.rego.evaluator.Step;
import dev.agenticframework.rego.evaluator.Tracing;
import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.syntax.Expr;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Compiles the bodies of one rule to chains of links.
final class BodyLowering {
    private final LinkedRules rules;
    private final Slots slots;
    private final TermLowering terms;
    private final EqualityLowering equalities;

    BodyLowering(LinkedRules rules, Slots slots) {
        this.rules = rules;
        this.slots = slots;
        this.terms = new TermLowering(rules, slots, this);
        this.equalities = new EqualityLowering(slots, terms);
    }

    TermLowering terms() {
        return terms;
    }

    /// Compiles a body, and adds the variables that it binds to `bound`.
    List<Link> links(List<Expr> body, Set<String> bound) {
        List<Link> links = new ArrayList<>();
        for (Expr expr : body) {
            if (rules.traced()) {
                List<Link> inner = new ArrayList<>();
                expr(expr, bound, inner);
                links.add(new Tracing.Traced(
                        TraceNodes.of(expr), new SlotNames(slots, rules.fresh()).names(), inner, slots.extra()));
            } else {
                expr(expr, bound, links);
            }
        }
        return links;
    }

    private void expr(Expr expr, Set<String> bound, List<Link> links) {
        if (!expr.withs().isEmpty()) {
            Set<String> before = new HashSet<>(bound);
            List<Link> inner = new ArrayList<>();
            expr(expr.withModifiers(List.of()), bound, inner);
            links.add(new WithLowering(rules, terms).link(expr, before, inner));
            return;
        }
        if (expr.negated()) {
            List<Link> inner = new ArrayList<>();
            positive(expr.asNegated(false), new HashSet<>(bound), inner);
            links.add(new Link.Once(new Comprehensions.Negation(Link.chain(inner, Comprehensions.Found.INSTANCE))));
            return;
        }
        positive(expr, bound, links);
    }

    private void positive(Expr expr, Set<String> bound, List<Link> links) {
        Expr.Form.Call equality = expr.asEquality();
        if (equality != null) {
            equalities.add(equality.operands().getFirst(), equality.operands().getLast(), bound, links);
            return;
        }
        switch (expr.form()) {
            case Expr.Form.Plain(Term term) -> plain(term, bound, links);
            case Expr.Form.Call call -> call(expr, call, bound, links);
            case Expr.Form.Every every -> every(every, bound, links);
            case Expr.Form.Some ignored -> {}
            case Expr.Form.Not(var body, var ignored) ->
                links.add(new Link.Once(new Comprehensions.Negation(closed(body, bound))));
            case Expr.Form.Logical(var and, var left, var right) -> {
                Check a = new Comprehensions.Exists(closed(left.body(), bound));
                Check b = new Comprehensions.Exists(closed(right.body(), bound));
                links.add(new Link.Once(and ? new Blocks.Both(a, b) : new Blocks.Either(a, b)));
            }
        }
    }

    // A body with its own variables, of which one solution is enough.
    private Step closed(List<Expr> body, Set<String> bound) {
        return Link.chain(links(body, new HashSet<>(bound)), Comprehensions.Found.INSTANCE);
    }

    private void plain(Term term, Set<String> bound, List<Link> links) {
        Eval value = term instanceof Term.Ref ref ? terms.reference(ref, bound, links) : terms.eval(term, bound);
        Value constant = value.constant();
        if (constant == null || !constant.isTruthy()) {
            links.add(new Link.Once(new Pattern.Truthy(value)));
        }
    }

    private void every(Expr.Form.Every every, Set<String> outer, List<Link> links) {
        Eval domain = terms.eval(every.domain(), outer);
        Set<String> bound = new HashSet<>(outer);
        Pattern key = every.key() == null ? Pattern.Any.INSTANCE : terms.pattern(every.key(), bound);
        Pattern value = terms.pattern(every.value(), bound);
        Step body = Link.chain(links(every.body(), bound), Comprehensions.Found.INSTANCE);
        links.add(new Link.Once(new Every(domain, key, value, body)));
    }

    private void call(Expr expr, Expr.Form.Call call, Set<String> bound, List<Link> links) {
        String name = call.operator().toString();
        BuiltinDeclaration declaration = rules.builtins().declaration(name);
        if (declaration != null && declaration.relation()) {
            relation(expr, call, declaration, bound, links);
            return;
        }
        int arity = declaration != null ? declaration.arity() : arity(call);
        boolean hasOutput = call.operands().size() > arity && !isVariadic(declaration);
        List<Term> inputs = hasOutput ? call.operands().subList(0, arity) : call.operands();
        Eval value = call(call.operator(), inputs, expr.at(), bound);
        if (hasOutput) {
            links.add(new Link.Once(
                    Pattern.match(value, terms.pattern(call.operands().getLast(), bound))));
        } else if (declaration != null && declaration.type().result() == null) {
            links.add(new Link.Once(new Calls.Effect(value)));
        } else {
            links.add(new Link.Once(check(name, value, terms.evals(inputs, bound))));
        }
    }

    // A call without output. Common operators have faster forms.
    private static Check check(String name, Eval call, Eval[] operands) {
        return switch (name) {
            case "neq" -> new Comparisons.NotEqual(operands[0], operands[1], call);
            case "lt" -> new Comparisons.Less(operands[0], operands[1], call);
            case "lte" -> new Comparisons.LessOrEqual(operands[0], operands[1], call);
            case "gt" -> new Comparisons.Greater(operands[0], operands[1], call);
            case "gte" -> new Comparisons.GreaterOrEqual(operands[0], operands[1], call);
            case Names.MEMBER -> new Comparisons.Member(operands[0], operands[1], call);
            default -> new Pattern.Truthy(call);
        };
    }

    private static boolean isVariadic(@org.jspecify.annotations.Nullable BuiltinDeclaration declaration) {
        return declaration != null && declaration.type().variadic() != null;
    }

    private int arity(Expr.Form.Call call) {
        RuleNode node = rules.definitions().rules().find(call.operator().parts());
        return node == null || !node.hasRules()
                ? call.operands().size()
                : node.rules().getFirst().head().args().size();
    }

    private void relation(
            Expr expr, Expr.Form.Call call, BuiltinDeclaration declaration, Set<String> bound, List<Link> links) {
        if (!(rules.builtins().implementation(declaration.name()) instanceof Builtin.Relation relation)) {
            links.add(new Link.Once(new Pattern.Never()));
            return;
        }
        int arity = declaration.arity();
        Eval[] inputs = terms.evals(call.operands().subList(0, arity), bound);
        boolean hasOutput = call.operands().size() > arity;
        Pattern result = hasOutput
                ? terms.pattern(call.operands().getLast(), bound)
                : new Pattern.Equal(new Constants.Constant(BooleanValue.TRUE));
        links.add(new Calls.RelationCall(declaration.name(), relation, inputs, result, expr.at()));
    }

    /// Compiles a call whose operands are bound.
    Eval call(Term.Ref operator, List<Term> operands, Location at, Set<String> bound) {
        String name = operator.toString();
        Eval[] values = terms.evals(operands, bound);
        if (operator.headName().equals(Names.DATA)) {
            RuleGroup group = rules.group(operator);
            if (group != null) {
                return new Calls.FunctionCall(name, group, values, at);
            }
        }
        Builtin implementation = rules.builtins().implementation(name);
        if (!(implementation instanceof Builtin.Function function)) {
            return new Calls.Missing(name, at);
        }
        return new Calls.BuiltinCall(name, function, values, at);
    }
}
