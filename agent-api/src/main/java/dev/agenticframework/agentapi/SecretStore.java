package dev.agenticframework.agentapi;

import java.util.Optional;

/// Keeps secrets, encrypted at rest. Names are paths such as `postgresql/user-service/staging`.
public interface SecretStore {

    /// Stores a secret under a name, in place of any older one; durable when it returns.
    void put(String name, String value);

    /// Stores it only where there is none, and gives the one that is there now: safe to repeat.
    String putIfAbsent(String name, String value);

    Optional<String> get(String name);

    void delete(String name);
}
