package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.SecretStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Secrets in a file, for platforms that are killed.
record FileSecrets(Path file) implements SecretStore {

    /// What the file holds.
    record Content(Map<String, String> secrets) {}

    private Map<String, String> read() {
        return new TreeMap<>(
                DurableJson.read(file, Content.class).map(Content::secrets).orElse(Map.of()));
    }

    @Override
    public synchronized void put(String name, String value) {
        var all = read();
        all.put(name, value);
        DurableJson.write(file, new Content(all));
    }

    @Override
    public synchronized String putIfAbsent(String name, String value) {
        var there = get(name);
        if (there.isEmpty()) {
            put(name, value);
        }
        return there.orElse(value);
    }

    @Override
    public Optional<String> get(String name) {
        return Optional.ofNullable(read().get(name));
    }

    @Override
    public synchronized void delete(String name) {
        var all = read();
        all.remove(name);
        DurableJson.write(file, new Content(all));
    }
}
