package dev.agenticframework.engine;

import java.util.Set;

/// An authenticated person or system.
///
/// @param name as in the token, such as `user@example.com`
/// @param groups their groups
public record Principal(String name, Set<String> groups) {
    private static final String GROUP = "group:";

    public Principal {
        groups = Set.copyOf(groups);
        if (name.isBlank()) {
            throw new IllegalArgumentException("A principal must have a name.");
        }
    }

    boolean isAmong(Set<String> allowed) {
        return allowed.contains(name) || groups.stream().anyMatch(group -> allowed.contains(GROUP + group));
    }
}
