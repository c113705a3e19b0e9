package dev.agenticframework.agentapi.access;

import java.util.List;

/// Gives a role to people, limited to environments and services.
///
/// @param place where it is written, such as `agentic.yaml:12`
/// @param to names, `group:NAME`, `team:NAME`, or `*` for everyone who has a valid token
/// @param environments their names; empty for all of them
/// @param own whether it covers the services of the team that it is given to, or, for a person or a group, those of the
///     teams that the person belongs to
/// @param services names, the beginning of names followed by `*`, or `team:NAME` for the services of a team; empty for
///     all of them, unless the grant is for the own services
public record Grant(
        String place, Role role, List<String> to, List<String> environments, boolean own, List<String> services) {
    public Grant {
        to = List.copyOf(to);
        environments = List.copyOf(environments);
        services = List.copyOf(services);
    }

    boolean coversEnvironment(String environment) {
        return environments.isEmpty() || environment.equals(Scope.NONE) || environments.contains(environment);
    }

    /// Such as `developer for team:payments in dev, staging, for their own services`.
    String words() {
        return role + " for " + String.join(", ", to)
                + (environments.isEmpty() ? " in all environments" : " in " + String.join(", ", environments))
                + (own
                        ? ", for their own services"
                        : services.isEmpty() ? ", for all services" : ", for " + String.join(", ", services));
    }
}
