package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.SecretStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Secrets in memory.
final class MemorySecrets implements SecretStore {

    private final Map<String, String> secrets = new ConcurrentHashMap<>();

    @Override
    public void put(String name, String value) {
        secrets.put(name, value);
    }

    @Override
    public String putIfAbsent(String name, String value) {
        var there = secrets.putIfAbsent(name, value);
        return there == null ? value : there;
    }

    @Override
    public Optional<String> get(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    @Override
    public void delete(String name) {
        secrets.remove(name);
    }

    Map<String, String> all() {
        return Map.copyOf(secrets);
    }
}
