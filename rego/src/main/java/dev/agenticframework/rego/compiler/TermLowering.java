package dev.agenticframework.rego.compiler;

import dev.agenticframework.rego.evaluator.Comprehensions;
import dev.agenticframework.rego.evaluator.Constants;
import dev.agenticframework.rego.evaluator.Eval;
import dev.agenticframework.rego.evaluator.Iteration;
import dev.agenticframework.rego.evaluator.Link;
import dev.agenticframework.rego.evaluator.Literals;
import dev.agenticframework.rego.evaluator.Paths;
import dev.agenticframework.rego.evaluator.Pattern;
import dev.agenticframework.rego.evaluator.Step;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Compiles the terms of one rule. The compiler knows which variables are bound at each point, so the code reads or
/// fills slots without checks.
final class TermLowering {
    private final Slots slots;
    private final BodyLowering bodies;
    private final DataLowering data;

    TermLowering(LinkedRules rules, Slots slots, BodyLowering bodies) {
        this.slots = slots;
        this.bodies = bodies;
        this.data = new DataLowering(rules, slots, this);
    }

    /// Whether the term can be evaluated with the variables that are bound.
    static boolean isBound(Term term, Set<String> bound) {
        return switch (term) {
            case Term.Scalar ignored -> true;
            case Term.Var(var ignored, var name) -> bound.contains(name);
            case Term.Ref ref ->
                (Names.ROOTS.contains(ref.headName()) || isBound(ref.head(), bound))
                        && ref.parts().stream().skip(1).allMatch(part -> isBound(part, bound));
            case Term.Array array -> array.items().stream().allMatch(item -> isBound(item, bound));
            case Term.SetOf ignored -> true;
            case Term.Obj object ->
                object.entries().stream()
                        .allMatch(entry -> isBound(entry.key(), bound) && isBound(entry.value(), bound));
            case Term.Comprehension ignored -> true;
            case Term.Call call -> call.args().stream().allMatch(arg -> isBound(arg, bound));
            case Term.Template ignored -> true;
        };
    }

    /// Compiles a term whose variables are all bound.
    Eval eval(Term term, Set<String> bound) {
        Value constant = term.constant();
        if (constant != null) {
            return new Constants.Constant(constant);
        }
        return switch (term) {
            case Term.Scalar scalar -> new Constants.Constant(scalar.value());
            case Term.Var(var ignored, var name) -> new Constants.Slot(slots.of(name));
            case Term.Ref ref -> reference(ref, bound, new ArrayList<>());
            case Term.Array array -> new Literals.ArrayOf(evals(array.items(), bound));
            case Term.SetOf set -> new Literals.SetOf(evals(set.elements(), bound));
            case Term.Obj object ->
                new Literals.ObjectOf(
                        evals(object.entries().stream().map(Term.Entry::key).toList(), bound),
                        evals(object.entries().stream().map(Term.Entry::value).toList(), bound));
            case Term.Comprehension comprehension -> comprehension(comprehension, bound);
            case Term.Call call -> bodies.call(call.operator(), call.args(), call.at(), bound);
            case Term.Template ignored -> throw new IllegalStateException("unexpected template");
        };
    }

    Eval[] evals(List<Term> terms, Set<String> bound) {
        return terms.stream().map(term -> eval(term, bound)).toArray(Eval[]::new);
    }

    private Eval comprehension(Term.Comprehension comprehension, Set<String> outer) {
        Set<String> bound = new HashSet<>(outer);
        int extra = slots.extra();
        List<Link> links = bodies.links(comprehension.body(), bound);
        Eval item = eval(comprehension.item(), bound);
        return switch (comprehension.kind()) {
            case ARRAY ->
                new Comprehensions.ArrayFrom(Link.chain(links, new Comprehensions.CollectItem(item, extra)), extra);
            case SET ->
                new Comprehensions.SetFrom(Link.chain(links, new Comprehensions.CollectElement(item, extra)), extra);
            case OBJECT -> {
                Term key = comprehension.key();
                Eval name = eval(key == null ? comprehension.item() : key, bound);
                Step last = new Comprehensions.CollectEntry(name, item, extra, comprehension.at());
                yield new Comprehensions.ObjectFrom(Link.chain(links, last), extra);
            }
        };
    }

    /// Compiles a term that values are matched with, and adds the variables that it binds to `bound`.
    Pattern pattern(Term term, Set<String> bound) {
        if (term instanceof Term.Var(var ignored, var name) && !bound.contains(name)) {
            bound.add(name);
            return Names.isWildcard(name) ? Pattern.Any.INSTANCE : new Pattern.Bind(slots.of(name));
        }
        if (isBound(term, bound)) {
            return new Pattern.Equal(eval(term, bound));
        }
        return switch (term) {
            case Term.Array array ->
                new Pattern.ArrayOf(
                        array.items().stream().map(item -> pattern(item, bound)).toArray(Pattern[]::new));
            case Term.Obj object -> {
                Eval[] keys =
                        evals(object.entries().stream().map(Term.Entry::key).toList(), bound);
                Pattern[] values = object.entries().stream()
                        .map(entry -> pattern(entry.value(), bound))
                        .toArray(Pattern[]::new);
                yield new Pattern.ObjectOf(keys, values);
            }
            default -> throw new IllegalStateException("unexpected pattern: " + term);
        };
    }

    /// Compiles a reference. For each step that is an unbound variable, it adds a link that iterates over
    /// the elements.
    Eval reference(Term.Ref ref, Set<String> bound, List<Link> links) {
        List<Term> parts = ref.parts();
        if (ref.headName().equals(Names.DATA)) {
            return data.reference(parts, bound, links);
        }
        if (ref.headName().equals(Names.INPUT) && !bound.contains(Names.INPUT)) {
            List<Value> path = new ArrayList<>();
            int next = 1;
            for (; next < parts.size(); next++) {
                Value key = parts.get(next).constant();
                if (key == null) {
                    break;
                }
                path.add(key);
            }
            Eval base = path.isEmpty() ? new Constants.Input() : new Constants.InputPath(path.toArray(Value[]::new));
            return steps(base, parts, next, bound, links);
        }
        return steps(eval(parts.getFirst(), bound), parts, 1, bound, links);
    }

    Eval steps(Eval base, List<Term> parts, int from, Set<String> bound, List<Link> links) {
        Eval current = base;
        for (Term part : parts.subList(from, parts.size())) {
            if (isBound(part, bound)) {
                current = Paths.step(current, eval(part, bound));
            } else {
                int slot = slots.temporary();
                links.add(new Iteration.Of(current, pattern(part, bound), slot));
                current = new Constants.Slot(slot);
            }
        }
        return current;
    }
}
