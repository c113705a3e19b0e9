package dev.agenticframework.rego.compiler;

import dev.agenticframework.rego.analysis.RuleDraft;
import dev.agenticframework.rego.evaluator.Link;
import dev.agenticframework.rego.evaluator.ObjectGroup;
import dev.agenticframework.rego.evaluator.Pattern;
import dev.agenticframework.rego.evaluator.RuleCode;
import dev.agenticframework.rego.evaluator.SetGroup;
import dev.agenticframework.rego.evaluator.SingleValueGroup;
import dev.agenticframework.rego.evaluator.Step;
import dev.agenticframework.rego.evaluator.Tracing;
import dev.agenticframework.rego.syntax.Rule;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.trace.TraceNode;
import dev.agenticframework.rego.value.BooleanValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compiles the branches of rules.
final class RuleLowering {
    private final LinkedRules rules;

    RuleLowering(LinkedRules rules) {
        this.rules = rules;
    }

    /// Compiles a complete rule or function, with its `else` branches.
    RuleCode singleValue(RuleDraft draft) {
        RuleCode code = null;
        for (Rule branch : draft.branches().reversed()) {
            code = branch(draft, branch, branch.head().args(), code, (lowering, bound) -> {
                Term value = branch.head().value();
                Term result = value == null ? Term.scalar(branch.at(), BooleanValue.TRUE) : value;
                return new SingleValueGroup.Settle(
                        lowering.terms().eval(result, bound),
                        branch.at(),
                        branch.head().isFunction());
            });
        }
        return java.util.Objects.requireNonNull(code);
    }

    /// Compiles a rule that adds elements to a set.
    RuleCode setElements(RuleDraft draft) {
        return branch(
                draft,
                draft.first(),
                List.of(),
                null,
                (lowering, bound) -> new SetGroup.Add(lowering.terms().eval(key(draft), bound)));
    }

    /// Compiles a rule that adds elements to a set, for one given element.
    RuleCode setElement(RuleDraft draft) {
        return branch(draft, draft.first(), List.of(key(draft)), null, (_, _) -> new SetGroup.Confirm());
    }

    /// Compiles a rule that puts values at paths below a node.
    ///
    /// @param depth the length of the node's reference
    /// @param given the number of keys that are given
    RuleCode entries(RuleDraft draft, int depth, int given) {
        List<Term> path = new ArrayList<>(draft.reference()
                .parts()
                .subList(depth, draft.reference().parts().size()));
        Rule.Head head = draft.head();
        boolean element = head.isMultiValue();
        List<Term> keys = new ArrayList<>(path);
        if (element) {
            keys.add(key(draft));
        }
        List<Term> operands = keys.subList(0, Math.min(given, keys.size()));
        return branch(draft, draft.first(), operands, null, (lowering, bound) -> {
            Term value = element ? key(draft) : head.value();
            return new ObjectGroup.Put(
                    lowering.terms().evals(path, bound),
                    lowering.terms().eval(java.util.Objects.requireNonNull(value), bound),
                    element,
                    head.at());
        });
    }

    private static Term key(RuleDraft draft) {
        return java.util.Objects.requireNonNull(draft.head().key());
    }

    private interface LastStep {
        Step make(BodyLowering lowering, Set<String> bound);
    }

    private RuleCode branch(
            RuleDraft draft, Rule rule, List<Term> parameters, @Nullable RuleCode orElse, LastStep last) {
        Slots slots = new Slots();
        Set<String> bound = new HashSet<>();
        int direct = 0;
        for (Term parameter : parameters) {
            boolean fresh = parameter instanceof Term.Var(var ignored, var name) && bound.add(name);
            if (fresh && parameter instanceof Term.Var(var ignored, var name)) {
                slots.of(name);
            } else {
                slots.temporary();
            }
            direct++;
        }
        BodyLowering lowering = new BodyLowering(rules, slots);
        List<Link> links = new ArrayList<>();
        Pattern[] patterns = patterns(parameters, lowering, bound);
        links.addAll(lowering.links(rule.body(), bound));
        Step end = last.make(lowering, bound);
        Step body = rules.traced() ? traced(draft, rule, links, end) : Link.chain(links, end);
        return new RuleCode(patterns, direct, slots.count(), slots.extras(), body, orElse);
    }

    private Step traced(RuleDraft draft, Rule rule, List<Link> links, Step end) {
        TraceNode node = TraceNodes.of(draft, rule);
        return new Tracing.RuleBody(node, Link.chain(links, new Tracing.RuleExit(node, end)));
    }

    private static Pattern[] patterns(List<Term> parameters, BodyLowering lowering, Set<String> bound) {
        Pattern[] patterns = new Pattern[parameters.size()];
        Set<String> direct = new HashSet<>();
        boolean any = false;
        for (int i = 0; i < patterns.length; i++) {
            Term parameter = parameters.get(i);
            boolean first = parameter instanceof Term.Var(var ignored, var name) && direct.add(name);
            patterns[i] = first ? Pattern.Any.INSTANCE : lowering.terms().pattern(parameter, bound);
            any |= !first;
        }
        return any ? patterns : new Pattern[0];
    }
}
