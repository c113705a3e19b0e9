package dev.agenticframework.rego.analysis;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Finds the nodes of a graph that are on cycles, by Tarjan's algorithm for strongly connected components,
/// without recursion.
final class Cycles {
    private final Function<RuleDraft, Set<RuleDraft>> edges;
    private final IdentityHashMap<RuleDraft, Integer> index = new IdentityHashMap<>();
    private final IdentityHashMap<RuleDraft, Integer> low = new IdentityHashMap<>();
    private final Deque<RuleDraft> open = new ArrayDeque<>();
    private final Set<RuleDraft> onStack = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<RuleDraft> members = Collections.newSetFromMap(new IdentityHashMap<>());

    private record Visit(RuleDraft node, Iterator<RuleDraft> rest) {}

    Cycles(List<RuleDraft> nodes, Function<RuleDraft, Set<RuleDraft>> edges) {
        this.edges = edges;
        nodes.forEach(node -> {
            if (!index.containsKey(node)) {
                visit(node);
            }
        });
    }

    Set<RuleDraft> members() {
        return members;
    }

    private void visit(RuleDraft start) {
        Deque<Visit> visits = new ArrayDeque<>();
        visits.push(begin(start));
        while (!visits.isEmpty()) {
            Visit visit = visits.getFirst();
            if (visit.rest().hasNext()) {
                RuleDraft next = visit.rest().next();
                if (!index.containsKey(next)) {
                    visits.push(begin(next));
                } else if (onStack.contains(next)) {
                    lower(visit.node(), index.getOrDefault(next, 0));
                }
                continue;
            }
            visits.pop();
            if (!visits.isEmpty()) {
                lower(visits.getFirst().node(), low.getOrDefault(visit.node(), 0));
            }
            close(visit.node());
        }
    }

    private Visit begin(RuleDraft node) {
        int number = index.size();
        index.put(node, number);
        low.put(node, number);
        open.push(node);
        onStack.add(node);
        return new Visit(node, edges.apply(node).iterator());
    }

    private void lower(RuleDraft node, int candidate) {
        low.merge(node, candidate, Math::min);
    }

    private void close(RuleDraft node) {
        if (!java.util.Objects.equals(low.get(node), index.get(node))) {
            return;
        }
        boolean alone = open.getFirst() == node;
        RuleDraft member;
        do {
            member = open.pop();
            onStack.remove(member);
            if (!alone || edges.apply(member).contains(member)) {
                members.add(member);
            }
        } while (member != node);
    }
}
