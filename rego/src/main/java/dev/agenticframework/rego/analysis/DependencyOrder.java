package dev.agenticframework.rego.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// Orders rules so that each follows the rules that it refers to.
final class DependencyOrder {
    private final RuleGraph graph;
    private final Set<RuleDraft> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<RuleDraft> ordered = new ArrayList<>();

    private record Visit(RuleDraft rule, Iterator<RuleDraft> rest) {}

    private DependencyOrder(RuleGraph graph) {
        this.graph = graph;
    }

    static List<RuleDraft> of(List<RuleDraft> rules, RuleGraph graph) {
        DependencyOrder order = new DependencyOrder(graph);
        rules.forEach(order::visit);
        return order.ordered;
    }

    private void visit(RuleDraft start) {
        Deque<Visit> visits = new ArrayDeque<>();
        begin(start, visits);
        while (!visits.isEmpty()) {
            Visit visit = visits.getFirst();
            if (visit.rest().hasNext()) {
                begin(visit.rest().next(), visits);
            } else {
                ordered.add(visits.pop().rule());
            }
        }
    }

    private void begin(RuleDraft rule, Deque<Visit> visits) {
        if (seen.add(rule)) {
            visits.push(new Visit(rule, graph.references(rule).iterator()));
        }
    }
}
