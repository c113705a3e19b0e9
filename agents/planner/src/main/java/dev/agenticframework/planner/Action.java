package dev.agenticframework.planner;

import java.util.Locale;

/// An action that a request can ask for.
public enum Action {
    /// Create a new service, and deploy it unless the request excludes that.
    CREATE,
    /// Deploy an existing service to an environment.
    DEPLOY,
    /// Restore the previous release of a service in an environment.
    ROLLBACK;

    /// The name in JSON.
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
