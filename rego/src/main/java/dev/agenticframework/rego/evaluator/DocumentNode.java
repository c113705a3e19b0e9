package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.Value;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A node of the tree of documents that rules define, which starts at `data`.
public final class DocumentNode {
    private final Value[] path;
    private final @Nullable RuleGroup group;
    private final SortedMap<Value, DocumentNode> children;

    public DocumentNode(Value[] path, @Nullable RuleGroup group, SortedMap<Value, DocumentNode> children) {
        this.path = path;
        this.group = group;
        this.children = children;
    }

    /// Returns the steps from `data` to this node.
    Value[] path() {
        return path;
    }

    public boolean hasRules() {
        return group != null;
    }

    public RuleGroup group() {
        if (group == null) {
            throw new IllegalStateException("no rules at " + java.util.Arrays.toString(path));
        }
        return group;
    }

    @Nullable
    public DocumentNode child(Value key) {
        return children.get(key);
    }

    SortedMap<Value, DocumentNode> children() {
        return children;
    }
}
