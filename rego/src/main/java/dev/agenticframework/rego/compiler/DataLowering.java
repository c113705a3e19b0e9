package dev.agenticframework.rego.compiler;

import dev.agenticframework.rego.evaluator.Constants;
import dev.agenticframework.rego.evaluator.DocumentNode;
import dev.agenticframework.rego.evaluator.Documents;
import dev.agenticframework.rego.evaluator.Eval;
import dev.agenticframework.rego.evaluator.Link;
import dev.agenticframework.rego.evaluator.RuleGroup;
import dev.agenticframework.rego.evaluator.TreeWalk;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Compiles references into `data`: to base documents, to rules, or to both when that is known at run time only.
final class DataLowering {
    private final LinkedRules rules;
    private final Slots slots;
    private final TermLowering terms;

    DataLowering(LinkedRules rules, Slots slots, TermLowering terms) {
        this.rules = rules;
        this.slots = slots;
        this.terms = terms;
    }

    Eval reference(List<Term> parts, Set<String> bound, List<Link> links) {
        DocumentNode node = rules.documents();
        int next = 1;
        while (next < parts.size() && !node.hasRules()) {
            Value key = parts.get(next).constant();
            if (key == null) {
                return walk(node, parts, next, bound, links);
            }
            DocumentNode child = node.child(key);
            if (child == null) {
                return base(parts, bound, links);
            }
            node = child;
            next++;
        }
        return node.hasRules() ? rules(node, parts, next, bound, links) : new Documents.Extent(node);
    }

    private Eval base(List<Term> parts, Set<String> bound, List<Link> links) {
        List<Value> path = new ArrayList<>();
        int next = 1;
        for (; next < parts.size(); next++) {
            Value key = parts.get(next).constant();
            if (key == null) {
                break;
            }
            path.add(key);
        }
        return terms.steps(new Constants.DataPath(path.toArray(Value[]::new)), parts, next, bound, links);
    }

    private Eval rules(DocumentNode node, List<Term> parts, int from, Set<String> bound, List<Link> links) {
        RuleGroup group = node.group();
        int keys = 0;
        while (keys < group.keyLength()
                && from + keys < parts.size()
                && TermLowering.isBound(parts.get(from + keys), bound)) {
            keys++;
        }
        Eval document = keys == 0
                ? new Documents.Whole(group)
                : new Documents.Part(group, terms.evals(parts.subList(from, from + keys), bound));
        return terms.steps(document, parts, from + keys, bound, links);
    }

    private Eval walk(DocumentNode node, List<Term> parts, int from, Set<String> bound, List<Link> links) {
        List<TreeWalk.Turn> turns = new ArrayList<>();
        for (Term part : parts.subList(from, parts.size())) {
            turns.add(
                    TermLowering.isBound(part, bound)
                            ? new TreeWalk.To(terms.eval(part, bound))
                            : new TreeWalk.Over(terms.pattern(part, bound)));
        }
        if (turns.stream().allMatch(turn -> turn instanceof TreeWalk.To)) {
            return new TreeWalk.Single(
                    node, turns.stream().map(turn -> ((TreeWalk.To) turn).key()).toArray(Eval[]::new));
        }
        int slot = slots.temporary();
        links.add(new TreeWalk(node, turns.toArray(TreeWalk.Turn[]::new), slot));
        return new Constants.Slot(slot);
    }
}
