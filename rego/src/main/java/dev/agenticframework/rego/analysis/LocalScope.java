package dev.agenticframework.rego.analysis;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The variables of nested bodies while they are renamed: what each is called from now on, and how it came to be known.
final class LocalScope {
    /// How a variable was met first in a scope.
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

    /// This scope alone, to be changed without effect on the original.
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

    /// The new name in the nearest scope that knows the variable.
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

    /// How the variable was met first in this very scope.
    @Nullable
    Seen seenHere(String name) {
        return seen.get(name);
    }

    /// Whether an enclosing scope declares the variable, rather than merely using it.
    boolean isDeclared(String name) {
        for (LocalScope scope = this; scope != null; scope = scope.outer) {
            Seen how = scope.seen.get(name);
            if (how != null) {
                return how != Seen.USED;
            }
        }
        return false;
    }

    /// The variables that this very scope declares, and their new names.
    ///
    /// @param assigned whether variables that are assigned count, too
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
