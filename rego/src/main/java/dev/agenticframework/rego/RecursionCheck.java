package dev.agenticframework.rego;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Finds rules that depend on themselves.
final class RecursionCheck {
    private final RuleNode root;
    private final IdentityHashMap<RuleDraft, Set<RuleDraft>> dependencies = new IdentityHashMap<>();

    private RecursionCheck(RuleNode root) {
        this.root = root;
    }

    static List<RegoError> check(RuleNode root, FreshNames fresh) {
        RecursionCheck check = new RecursionCheck(root);
        List<RuleDraft> rules = root.allRules();
        List<RegoError> errors = new ArrayList<>();
        Set<RuleDraft> cyclic = new Cycles(rules, check::dependencies).members();
        for (RuleDraft rule : rules) {
            if (cyclic.contains(rule)) {
                List<RuleDraft> path = check.pathBack(rule);
                if (!path.isEmpty()) {
                    String chain =
                            String.join(" -> ", path.stream().map(fresh::shown).toList());
                    errors.add(RegoError.of(
                            RegoError.RECURSION,
                            rule.source().at(),
                            "rule " + fresh.shown(rule) + " is recursive: " + chain));
                }
            }
        }
        return errors;
    }

    private Set<RuleDraft> dependencies(RuleDraft rule) {
        return dependencies.computeIfAbsent(rule, r -> RuleReferences.of(r, root));
    }

    // The shortest way from a rule to itself.
    private List<RuleDraft> pathBack(RuleDraft start) {
        IdentityHashMap<RuleDraft, RuleDraft> from = new IdentityHashMap<>();
        Deque<RuleDraft> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            RuleDraft rule = queue.poll();
            for (RuleDraft next : dependencies(rule)) {
                if (next == start) {
                    return path(start, rule, from);
                }
                if (from.putIfAbsent(next, rule) == null) {
                    queue.add(next);
                }
            }
        }
        return List.of();
    }

    private static List<RuleDraft> path(RuleDraft start, RuleDraft last, IdentityHashMap<RuleDraft, RuleDraft> from) {
        List<RuleDraft> path = new ArrayList<>(List.of(start));
        for (RuleDraft rule = last; rule != start && rule != null; rule = from.get(rule)) {
            path.addFirst(rule);
        }
        path.addFirst(start);
        return path;
    }
}
