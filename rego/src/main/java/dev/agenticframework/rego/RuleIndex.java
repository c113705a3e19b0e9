package dev.agenticframework.rego;

import java.util.List;

/// Finds the rules of a group that can hold at all.
interface RuleIndex {
    List<RuleCode> select(World world, Value[] operands, List<RuleCode> rules);

    /// Whether all rules have the same constant value, so that the first that holds settles it.
    boolean oneIsEnough();

    /// The index of a group's rules.
    static RuleIndex of(List<RuleDraft> rules, boolean oneIsEnough) {
        return new All(oneIsEnough);
    }

    /// Tries every rule.
    record All(boolean oneIsEnough) implements RuleIndex {
        @Override
        public List<RuleCode> select(World world, Value[] operands, List<RuleCode> rules) {
            return rules;
        }
    }
}
