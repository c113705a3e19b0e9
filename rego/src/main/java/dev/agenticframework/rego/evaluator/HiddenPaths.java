package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.Value;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A tree of the paths below `data` that `with` has replaced. Rules at and below these paths are hidden.
final class HiddenPaths {
    static final HiddenPaths NONE = new HiddenPaths(Map.of(), false);

    private final Map<Value, HiddenPaths> below;
    private final boolean hidden;

    private HiddenPaths(Map<Value, HiddenPaths> below, boolean hidden) {
        this.below = below;
        this.hidden = hidden;
    }

    HiddenPaths plus(Value[] path) {
        return plus(path, 0);
    }

    private HiddenPaths plus(Value[] path, int depth) {
        if (depth == path.length) {
            return new HiddenPaths(below, true);
        }
        Map<Value, HiddenPaths> more = new HashMap<>(below);
        more.put(path[depth], more.getOrDefault(path[depth], NONE).plus(path, depth + 1));
        return new HiddenPaths(more, hidden);
    }

    /// Whether the path, or a prefix of it, is hidden.
    boolean covers(Value[] path) {
        HiddenPaths node = this;
        for (Value step : path) {
            if (node.hidden) {
                return true;
            }
            node = node.below.get(step);
            if (node == null) {
                return false;
            }
        }
        return node.hidden;
    }

    boolean isHidden() {
        return hidden;
    }

    @Nullable
    HiddenPaths below(Value step) {
        return below.get(step);
    }
}
