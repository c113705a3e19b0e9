package dev.agenticframework.agentapi.access;

import java.util.List;

/// People who own services.
///
/// @param members names, or `group:` and the name of a group
/// @param services names, or the beginning of names followed by `*`
public record Team(List<String> members, List<String> services) {
    public Team {
        members = List.copyOf(members);
        services = List.copyOf(services);
    }

    boolean owns(String service) {
        return services.stream().anyMatch(pattern -> matches(pattern, service));
    }

    static boolean matches(String pattern, String service) {
        return pattern.endsWith(Scope.ANY)
                ? service.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(service);
    }
}
