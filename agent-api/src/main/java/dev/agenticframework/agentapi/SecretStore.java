package dev.agenticframework.agentapi;

import java.util.Optional;

/// Stores secrets, encrypted at rest. Names are paths such as `postgresql/user-service/staging`.
public interface SecretStore {

    /// Stores a secret and replaces any earlier one of this name; durable when it returns.
    void put(String name, String value);

    /// Stores a secret if this name has none, and returns the current one. It is safe to repeat.
    String putIfAbsent(String name, String value);

    Optional<String> get(String name);

    void delete(String name);
}
