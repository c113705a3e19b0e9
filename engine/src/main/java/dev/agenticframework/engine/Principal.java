package dev.agenticframework.engine;

import java.util.Set;

/// Someone who was authenticated.
///
/// @param name as in the token, such as `user@example.com`
/// @param groups to which they belong
public record Principal(String name, Set<String> groups) {
    private static final String GROUP = "group:";

    public Principal {
        groups = Set.copyOf(groups);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a principal has a name");
        }
    }

    boolean isAmong(Set<String> allowed) {
        return allowed.contains(name) || groups.stream().anyMatch(group -> allowed.contains(GROUP + group));
    }
}
