package dev.agenticframework.planner;

import java.util.Locale;

/// What is to be done with a service.
public enum Action {
    /// Make one that does not exist, and deploy it unless that is not wanted.
    CREATE,
    /// Bring one that exists to an environment.
    DEPLOY,
    /// Return one to the release before, in an environment.
    ROLLBACK;

    /// Its name in JSON.
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
