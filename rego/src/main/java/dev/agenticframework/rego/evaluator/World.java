package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.Value;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What rules see: input, data, replaced functions, and what was derived from these already. `with` makes
/// another world.
public final class World {
    final Query query;
    final @Nullable Value input;
    final Value data;

    /// Paths of data that hide the rules below them, null when there are none.
    final @Nullable HiddenPaths hidden;

    /// What is called instead of a function, by its name; null when nothing is replaced.
    final @Nullable Map<String, Replacement> replaced;

    private final @Nullable Object[] memory;
    private final int memorySize;
    private @Nullable Map<Object, Object> keyed;

    private World(
            Query query,
            @Nullable Value input,
            Value data,
            @Nullable HiddenPaths hidden,
            @Nullable Map<String, Replacement> replaced,
            int memorySize) {
        this.query = query;
        this.input = input;
        this.data = data;
        this.hidden = hidden;
        this.replaced = replaced;
        this.memorySize = memorySize;
        this.memory = new Object[memorySize];
    }

    public static World of(Query query, @Nullable Value input, Value data, int memorySize) {
        return new World(query, input, data, null, null, memorySize);
    }

    World with(
            @Nullable Value newInput,
            Value newData,
            @Nullable HiddenPaths newHidden,
            @Nullable Map<String, Replacement> newReplaced) {
        return new World(query, newInput, newData, newHidden, newReplaced, memorySize);
    }

    /// This world with the original functions.
    World withoutReplacements() {
        return with(input, data, hidden, null);
    }

    /// What is remembered for a group of rules, null when nothing is.
    @Nullable
    Object recall(int group) {
        return memory[group];
    }

    void remember(int group, Object derived) {
        memory[group] = derived;
    }

    @Nullable
    Object recallKeyed(Object key) {
        return keyed == null ? null : keyed.get(key);
    }

    void rememberKeyed(Object key, Object derived) {
        Map<Object, Object> known = keyed;
        if (known == null) {
            known = new HashMap<>();
            keyed = known;
        }
        known.put(key, derived);
    }
}
