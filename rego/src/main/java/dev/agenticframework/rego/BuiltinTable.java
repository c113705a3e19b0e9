package dev.agenticframework.rego;

import java.util.HashMap;
import java.util.Map;

/// Collects the implementations of built-ins by name.
final class BuiltinTable {
    private final Map<String, Builtin> byName = new HashMap<>();

    void function(String name, Builtin.Function implementation) {
        byName.put(name, implementation);
    }

    void relation(String name, Builtin.Relation implementation) {
        byName.put(name, implementation);
    }

    Map<String, Builtin> toMap() {
        return Map.copyOf(byName);
    }
}
