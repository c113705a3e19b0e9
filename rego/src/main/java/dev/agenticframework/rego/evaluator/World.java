package dev.agenticframework.rego.evaluator;

import dev.agenticframework.rego.value.Value;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The documents and functions that rules see, and the results derived from them. `with` creates another world.
public final class World {
    final Query query;
    final @Nullable Value input;
    final Value data;

    /// The paths of data that hide rules, null when there are none.
    final @Nullable HiddenPaths hidden;

    /// The replacements of functions by name, null when there are none.
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

    /// Returns this world with the original functions.
    World withoutReplacements() {
        return with(input, data, hidden, null);
    }

    /// Returns the cached result of a group of rules, or null.
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
