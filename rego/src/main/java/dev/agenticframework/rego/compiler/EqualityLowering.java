package dev.agenticframework.rego.compiler;

import dev.agenticframework.rego.evaluator.Eval;
import dev.agenticframework.rego.evaluator.Link;
import dev.agenticframework.rego.evaluator.Pattern;
import dev.agenticframework.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Compiles `left = right`. Both sides are split into pairs, which are ordered so that each can be evaluated.
final class EqualityLowering {
    private final Slots slots;
    private final TermLowering terms;

    EqualityLowering(Slots slots, TermLowering terms) {
        this.slots = slots;
        this.terms = terms;
    }

    private record Pair(Term left, Term right) {}

    void add(Term left, Term right, Set<String> bound, List<Link> links) {
        List<Pair> waiting = new ArrayList<>();
        waiting.add(new Pair(left, right));
        while (!waiting.isEmpty()) {
            Pair ready = null;
            for (Pair pair : waiting) {
                if (isReady(pair, bound)) {
                    ready = pair;
                    break;
                }
            }
            if (ready == null) {
                throw new IllegalStateException("unsafe: " + left + " = " + right);
            }
            waiting.remove(ready);
            emit(ready, bound, links, waiting);
        }
    }

    private static boolean isReady(Pair pair, Set<String> bound) {
        return TermLowering.isBound(pair.left(), bound)
                || TermLowering.isBound(pair.right(), bound)
                || pair.left() instanceof Term.Ref
                || pair.right() instanceof Term.Ref
                || (isComposite(pair.left()) && isComposite(pair.right()));
    }

    private static boolean isComposite(Term term) {
        return !(term instanceof Term.Var);
    }

    private void emit(Pair pair, Set<String> bound, List<Link> links, List<Pair> waiting) {
        Term left = pair.left();
        Term right = pair.right();
        if (TermLowering.isBound(right, bound) && !isUnboundRef(left, bound)) {
            match(right, left, bound, links);
        } else if (TermLowering.isBound(left, bound) && !isUnboundRef(right, bound)) {
            match(left, right, bound, links);
        } else if (isUnboundRef(left, bound)) {
            elements((Term.Ref) left, right, bound, links, waiting);
        } else if (isUnboundRef(right, bound)) {
            elements((Term.Ref) right, left, bound, links, waiting);
        } else {
            takeApart(left, right, links, waiting);
        }
    }

    private static boolean isUnboundRef(Term term, Set<String> bound) {
        return term instanceof Term.Ref && !TermLowering.isBound(term, bound);
    }

    private void match(Term value, Term pattern, Set<String> bound, List<Link> links) {
        Eval eval = terms.eval(value, bound);
        links.add(new Link.Once(Pattern.match(eval, terms.pattern(pattern, bound))));
    }

    // A reference that iterates over elements: each is matched with the other side.
    private void elements(Term.Ref ref, Term other, Set<String> bound, List<Link> links, List<Pair> waiting) {
        Eval element = terms.reference(ref, bound, links);
        if (isUnboundRef(other, bound)) {
            String name = "$element" + slots.temporary();
            links.add(new Link.Once(Pattern.match(element, new Pattern.Bind(slots.of(name)))));
            bound.add(name);
            waiting.add(new Pair(new Term.Var(ref.at(), name), other));
            return;
        }
        links.add(new Link.Once(Pattern.match(element, terms.pattern(other, bound))));
    }

    private static void takeApart(Term left, Term right, List<Link> links, List<Pair> waiting) {
        if (left instanceof Term.Array(var ignored, var a)
                && right instanceof Term.Array(var ignoredToo, var b)
                && a.size() == b.size()) {
            for (int i = 0; i < a.size(); i++) {
                waiting.add(new Pair(a.get(i), b.get(i)));
            }
        } else if (left instanceof Term.Obj(var ignored, var a)
                && right instanceof Term.Obj(var ignoredToo, var b)
                && a.size() == b.size()) {
            entries(a, b, links, waiting);
        } else {
            links.add(new Link.Once(new Pattern.Never()));
        }
    }

    private static void entries(List<Term.Entry> a, List<Term.Entry> b, List<Link> links, List<Pair> waiting) {
        for (Term.Entry entry : a) {
            String key = entry.key().toString();
            Term other = null;
            for (Term.Entry candidate : b) {
                if (candidate.key().toString().equals(key)) {
                    other = candidate.value();
                }
            }
            if (other == null) {
                links.add(new Link.Once(new Pattern.Never()));
            } else {
                waiting.add(new Pair(entry.value(), other));
            }
        }
    }
}
