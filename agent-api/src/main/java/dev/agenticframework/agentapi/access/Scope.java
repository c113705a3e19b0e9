package dev.agenticframework.agentapi.access;

/// The service and the environment that an action concerns.
///
/// @param service its name; [#ANY] when it is not known in advance which service it is, or when it is all of them. Only
///     a grant for all services covers that
/// @param environment its name; [#ANY] as for services; [#NONE] for work that belongs to no environment, such as a
///     change to a repository, which a grant for any environment covers
public record Scope(String service, String environment) {
    /// Stands for every service or environment.
    public static final String ANY = "*";

    /// Stands for no environment.
    public static final String NONE = "";

    /// All services in all environments.
    public static final Scope EVERYTHING = new Scope(ANY, ANY);

    public Scope {
        service = service.isEmpty() ? ANY : service;
    }

    @Override
    public String toString() {
        String what = service.equals(ANY) ? "all services" : "'" + service + "'";
        return switch (environment) {
            case NONE -> what;
            case ANY -> what + " in all environments";
            default -> what + " in '" + environment + "'";
        };
    }
}
