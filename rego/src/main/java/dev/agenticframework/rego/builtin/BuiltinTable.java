package dev.agenticframework.rego.builtin;

import java.util.HashMap;
import java.util.Map;

/// Collects the implementations of built-ins by name.
public final class BuiltinTable {
    private final Map<String, Builtin> byName = new HashMap<>();

    /// An empty table.
    public BuiltinTable() {}

    public void function(String name, Builtin.Function implementation) {
        byName.put(name, implementation);
    }

    public void relation(String name, Builtin.Relation implementation) {
        byName.put(name, implementation);
    }

    public Map<String, Builtin> toMap() {
        return Map.copyOf(byName);
    }
}
