package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.Value;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A place below `data` that rules define, or that leads to such places.
public final class DocumentNode {
    private final Value[] path;
    private final @Nullable RuleGroup group;
    private final SortedMap<Value, DocumentNode> children;

    public DocumentNode(Value[] path, @Nullable RuleGroup group, SortedMap<Value, DocumentNode> children) {
        this.path = path;
        this.group = group;
        this.children = children;
    }

    /// The steps from `data` to here.
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
