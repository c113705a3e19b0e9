package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.source.RegoError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Finds rules that depend on themselves.
public final class RecursionCheck {
    private final RuleGraph graph;

    private RecursionCheck(RuleGraph graph) {
        this.graph = graph;
    }

    public static List<RegoError> check(RuleGraph graph, FreshNames fresh) {
        RecursionCheck check = new RecursionCheck(graph);
        List<RuleDraft> rules = graph.root().allRules();
        List<RegoError> errors = new ArrayList<>();
        Set<RuleDraft> cyclic = new Cycles(rules, graph::references).members();
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

    // Finds the shortest path from a rule to itself.
    private List<RuleDraft> pathBack(RuleDraft start) {
        IdentityHashMap<RuleDraft, RuleDraft> from = new IdentityHashMap<>();
        Deque<RuleDraft> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            RuleDraft rule = queue.poll();
            for (RuleDraft next : graph.references(rule)) {
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
