package dev.agenticframework.rego.analysis;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Maps the variables of nested bodies to their new names, and records how each was introduced.
final class LocalScope {
    /// How a scope met a variable first.
    enum Seen {
        ARGUMENT,
        USED,
        ASSIGNED,
        DECLARED
    }

    private final @Nullable LocalScope outer;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Seen> seen = new HashMap<>();

    LocalScope(@Nullable LocalScope outer) {
        this.outer = outer;
    }

    /// Returns a copy of this scope, without copies of the outer ones.
    LocalScope copy() {
        LocalScope copy = new LocalScope(outer);
        copy.names.putAll(names);
        copy.seen.putAll(seen);
        return copy;
    }

    @Nullable
    LocalScope outer() {
        return outer;
    }

    void put(String name, String newName, Seen how) {
        names.put(name, newName);
        seen.put(name, how);
    }

    /// Returns the new name from the innermost scope that knows the variable.
    @Nullable
    String find(String name) {
        for (LocalScope scope = this; scope != null; scope = scope.outer) {
            String found = scope.names.get(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// Returns how this scope met the variable first, ignoring outer scopes.
    @Nullable
    Seen seenHere(String name) {
        return seen.get(name);
    }

    /// Whether this scope or an outer one declares the variable, and does not only use it.
    boolean isDeclared(String name) {
        for (LocalScope scope = this; scope != null; scope = scope.outer) {
            Seen how = scope.seen.get(name);
            if (how != null) {
                return how != Seen.USED;
            }
        }
        return false;
    }

    /// Returns the variables that this scope declares, with their new names.
    ///
    /// @param assigned whether to include assigned variables
    Map<String, String> declaredHere(boolean assigned) {
        if (!seen.containsValue(Seen.DECLARED) && !(assigned && seen.containsValue(Seen.ASSIGNED))) {
            return Map.of();
        }
        Map<String, String> declared = new TreeMap<>();
        seen.forEach((name, how) -> {
            if (how == Seen.DECLARED || (assigned && how == Seen.ASSIGNED)) {
                declared.put(name, names.getOrDefault(name, name));
            }
        });
        return declared;
    }

    Map<String, String> names() {
        return names;
    }
}
