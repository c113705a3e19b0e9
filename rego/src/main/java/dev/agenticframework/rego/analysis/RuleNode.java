package dev.agenticframework.rego.analysis;

import dev.agenticframework.rego.source.Location;
import dev.agenticframework.rego.syntax.Names;
import dev.agenticframework.rego.syntax.Term;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A node of the tree of all rules, which starts at `data`.
public final class RuleNode {
    private final Value[] path;
    private final SortedMap<Value, RuleNode> children = new TreeMap<>();
    private final List<RuleDraft> rules = new ArrayList<>();

    private RuleNode(Value[] path) {
        this.path = path;
    }

    public static RuleNode root() {
        return new RuleNode(new Value[0]);
    }

    /// Returns the steps from `data` to this node.
    public Value[] path() {
        return path;
    }

    @Nullable
    RuleNode child(Value key) {
        return children.get(key);
    }

    public SortedMap<Value, RuleNode> children() {
        return children;
    }

    public RuleNode childOrNew(Value key) {
        return children.computeIfAbsent(key, step -> {
            Value[] longer = java.util.Arrays.copyOf(path, path.length + 1);
            longer[path.length] = step;
            return new RuleNode(longer);
        });
    }

    /// Returns the rules defined here. A reference with variables belongs to the node of its constant part.
    public List<RuleDraft> rules() {
        return rules;
    }

    public boolean hasRules() {
        return !rules.isEmpty();
    }

    public boolean definesFunction() {
        return hasRules() && rules.getFirst().head().isFunction();
    }

    /// Finds the node of a reference of constants, null when there is none.
    @Nullable
    public RuleNode find(List<Term> parts) {
        RuleNode node = this;
        for (Term part : parts.subList(1, parts.size())) {
            if (!(part instanceof Term.Scalar(var ignored, var key))) {
                return null;
            }
            node = node.child(key);
            if (node == null) {
                return null;
            }
        }
        return node;
    }

    /// Returns the rules of this node and of all nodes below, in order.
    public List<RuleDraft> allRules() {
        List<RuleDraft> all = new ArrayList<>(rules);
        children.values().forEach(child -> all.addAll(child.allRules()));
        return all;
    }

    @Override
    public String toString() {
        return reference(Location.NONE).toString();
    }

    Term.Ref reference(Location at) {
        List<Term> parts = new ArrayList<>();
        parts.add(new Term.Var(at, Names.DATA));
        for (Value step : path) {
            parts.add(Term.scalar(at, step));
        }
        return new Term.Ref(at, parts);
    }
}
