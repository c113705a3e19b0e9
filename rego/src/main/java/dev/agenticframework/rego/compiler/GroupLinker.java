package dev.agenticframework.rego.compiler;

import dev.agenticframework.rego.analysis.RuleDraft;
import dev.agenticframework.rego.analysis.RuleNode;
import dev.agenticframework.rego.evaluator.DocumentNode;
import dev.agenticframework.rego.evaluator.Lazy;
import dev.agenticframework.rego.evaluator.ObjectGroup;
import dev.agenticframework.rego.evaluator.RuleCode;
import dev.agenticframework.rego.evaluator.RuleGroup;
import dev.agenticframework.rego.evaluator.RuleIndex;
import dev.agenticframework.rego.evaluator.SetGroup;
import dev.agenticframework.rego.evaluator.SingleValueGroup;
import dev.agenticframework.rego.syntax.Rule;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Decides what kind of document the rules of each node define, and creates groups that generate their code on
/// first use.
final class GroupLinker {
    private final RuleLowering lowering;
    private int count;

    GroupLinker(LinkedRules rules) {
        lowering = new RuleLowering(rules);
    }

    int count() {
        return count;
    }

    DocumentNode link(RuleNode node) {
        RuleGroup group = node.hasRules() ? group(node) : null;
        SortedMap<Value, DocumentNode> children = new TreeMap<>();
        node.children().forEach((key, child) -> children.put(key, link(child)));
        return new DocumentNode(node.path(), group, children);
    }

    private RuleGroup group(RuleNode node) {
        int id = count++;
        List<RuleDraft> rules = node.rules();
        if (rules.stream().anyMatch(rule -> !rule.isGround())) {
            return objectGroup(id, node);
        }
        if (rules.getFirst().head().isMultiValue()) {
            return new SetGroup(id, node.path(), () -> setCode(rules));
        }
        boolean function = rules.getFirst().head().isFunction();
        return new SingleValueGroup(id, node.path(), function, () -> singleValueCode(rules, function));
    }

    private static RuleIndex index(List<RuleDraft> rules) {
        return RuleIndex.of(rules.stream().map(IndexConditions::of).toList());
    }

    private SetGroup.Code setCode(List<RuleDraft> rules) {
        return new SetGroup.Code(
                rules.stream().map(lowering::setElements).toList(),
                rules.stream().map(lowering::setElement).toList(),
                index(rules));
    }

    private SingleValueGroup.Code singleValueCode(List<RuleDraft> rules, boolean function) {
        RuleCode byDefault = null;
        List<RuleDraft> others = new ArrayList<>();
        for (RuleDraft rule : rules) {
            if (rule.first().isDefault()) {
                byDefault = lowering.singleValue(rule);
            } else {
                others.add(rule);
            }
        }
        List<RuleCode> codes = others.stream().map(lowering::singleValue).toList();
        boolean remembers = function && Costs.isWorthRemembering(others);
        return new SingleValueGroup.Code(codes, byDefault, index(others), haveOneValue(others), remembers);
    }

    private static boolean haveOneValue(List<RuleDraft> rules) {
        Value common = null;
        for (RuleDraft rule : rules) {
            for (Rule branch : rule.branches()) {
                Term head = branch.head().value();
                Value value = head == null ? BooleanValue.TRUE : head.constant();
                if (value == null || (common != null && !common.equals(value))) {
                    return false;
                }
                common = value;
            }
        }
        return true;
    }

    private ObjectGroup objectGroup(int id, RuleNode node) {
        int depth = node.path().length + 1;
        List<RuleDraft> rules = node.allRules();
        int keyLength = 0;
        boolean uniform = true;
        for (RuleDraft rule : rules) {
            int below = rule.reference().parts().size() - depth;
            int element = rule.head().isMultiValue() ? 1 : 0;
            keyLength = Math.max(keyLength, below + element);
            uniform &= below == 1 && element == 0 && !rule.isGround();
        }
        int length = keyLength;
        return new ObjectGroup(id, node.path(), length, uniform, () -> objectCode(rules, depth, length));
    }

    private ObjectGroup.Code objectCode(List<RuleDraft> rules, int depth, int keyLength) {
        List<Lazy<List<RuleCode>>> keyed = new ArrayList<>();
        for (int given = 1; given <= keyLength; given++) {
            int keys = given;
            keyed.add(new Lazy<>(() -> rules.stream()
                    .map(rule -> lowering.entries(rule, depth, keys))
                    .toList()));
        }
        return new ObjectGroup.Code(
                rules.stream().map(rule -> lowering.entries(rule, depth, 0)).toList(), keyed, index(rules));
    }
}
