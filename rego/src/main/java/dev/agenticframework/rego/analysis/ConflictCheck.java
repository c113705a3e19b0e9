package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.syntax.RegoModule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds rules of one document that contradict each other by their form.
public final class ConflictCheck {
    private final List<RegoError> errors = new ArrayList<>();

    private ConflictCheck() {}

    public static List<RegoError> check(RuleNode root, List<RegoModule> modules) {
        ConflictCheck check = new ConflictCheck();
        check.node(root);
        for (RegoModule module : modules) {
            check.packageInRule(root, module);
        }
        return check.errors;
    }

    private void node(RuleNode node) {
        if (node.hasRules()) {
            rules(node);
        }
        node.children().values().forEach(this::node);
    }

    private void rules(RuleNode node) {
        List<RuleDraft> rules = node.rules();
        RuleDraft first = rules.getFirst();
        List<RuleDraft> below = below(node, rules);
        if (!below.isEmpty()) {
            String others = below.stream()
                    .map(rule ->
                            "\n  rule " + written(rule) + " at " + rule.source().at())
                    .sorted()
                    .collect(Collectors.joining());
            error(first, "rule " + written(first) + " conflicts with:" + others);
            return;
        }
        Set<String> shapes = new LinkedHashSet<>();
        Set<Integer> arities = new LinkedHashSet<>();
        for (RuleDraft rule : rules) {
            shapes.add(shape(rule));
            arities.add(rule.head().args().size());
        }
        if (shapes.size() > 1 || arities.size() > 1) {
            error(first, "conflicting rules " + first + " found");
        }
        List<RuleDraft> defaults =
                rules.stream().filter(rule -> rule.first().isDefault()).toList();
        if (defaults.size() > 1) {
            String places =
                    defaults.stream().map(rule -> rule.source().at().toString()).collect(Collectors.joining(", "));
            errors.add(RegoError.of(
                    RegoError.TYPE,
                    defaults.getFirst().module().pkg().at(),
                    "multiple default rules " + first + " found at " + places));
        }
    }

    // The reference with the variable names of the source.
    private static String written(RuleDraft rule) {
        return rule.reference(rule.source()).toString();
    }

    private static String shape(RuleDraft rule) {
        if (rule.head().isMultiValue()) {
            return rule.isGround() ? "set" : "objectOfSets";
        }
        return rule.isGround() ? "complete" : "object";
    }

    private static List<RuleDraft> below(RuleNode node, List<RuleDraft> rules) {
        List<RuleDraft> below = new ArrayList<>();
        node.children().values().forEach(child -> below.addAll(child.allRules()));
        boolean ground = rules.stream().anyMatch(RuleDraft::isGround);
        return ground
                ? below
                : below.stream().filter(rule -> rule.head().isFunction()).toList();
    }

    // The path of a package must not be that of a rule.
    private void packageInRule(RuleNode root, RegoModule module) {
        RuleNode node = root.find(module.pkg().path().parts());
        if (node == null) {
            return;
        }
        for (RuleDraft rule : node.rules()) {
            if (!rule.module().source().equals(module.source())) {
                errors.add(RegoError.of(
                        RegoError.TYPE,
                        rule.module().pkg().at(),
                        module.pkg() + " conflicts with rule " + rule.head().reference() + " defined at "
                                + rule.source().at()));
            }
        }
    }

    private void error(RuleDraft at, String message) {
        errors.add(RegoError.of(RegoError.TYPE, at.source().at(), message));
    }
}
