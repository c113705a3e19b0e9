package dev.agenticframework.rego;

import java.util.IdentityHashMap;
import java.util.Set;

/// Which rules each rule may refer to, found once.
final class RuleGraph {
    private final RuleNode root;
    private final IdentityHashMap<RuleDraft, Set<RuleDraft>> references = new IdentityHashMap<>();

    RuleGraph(RuleNode root) {
        this.root = root;
    }

    RuleNode root() {
        return root;
    }

    Set<RuleDraft> references(RuleDraft rule) {
        return references.computeIfAbsent(rule, from -> RuleReferences.of(from, root));
    }
}
