package dev.agenticframework.rego.analysis;

import java.util.IdentityHashMap;
import java.util.Set;

/// Which rules each rule may refer to. Computed once.
public final class RuleGraph {
    private final RuleNode root;
    private final IdentityHashMap<RuleDraft, Set<RuleDraft>> references = new IdentityHashMap<>();

    public RuleGraph(RuleNode root) {
        this.root = root;
    }

    RuleNode root() {
        return root;
    }

    Set<RuleDraft> references(RuleDraft rule) {
        return references.computeIfAbsent(rule, from -> RuleReferences.of(from, root));
    }
}
