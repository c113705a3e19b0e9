package dev.agenticframework.observability;

import dev.agenticframework.agentapi.ArtifactStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// Artifacts in memory.
final class MemoryArtifacts implements ArtifactStore {

    private final Map<String, byte[]> artifacts = new ConcurrentHashMap<>();

    @Override
    public String put(byte[] content, String mediaType) {
        var reference = "sha256:" + HexFormat.of().toHexDigits(artifacts.size()).repeat(8);
        artifacts.put(reference, content);
        return reference;
    }

    @Override
    public String put(InputStream content, String mediaType) throws IOException {
        return put(content.readAllBytes(), mediaType);
    }

    @Override
    public InputStream open(String reference) {
        return new ByteArrayInputStream(read(reference));
    }

    @Override
    public byte[] read(String reference) {
        return Objects.requireNonNull(artifacts.get(reference));
    }

    @Override
    public boolean contains(String reference) {
        return artifacts.containsKey(reference);
    }
}
