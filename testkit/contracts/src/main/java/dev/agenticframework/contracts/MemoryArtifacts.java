package dev.agenticframework.contracts;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Artifacts in memory, addressed by their content.
public final class MemoryArtifacts implements ArtifactStore {
    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

    /// How many different artifacts were put.
    public int size() {
        return kept.size();
    }

    @Override
    public String put(byte[] content, String mediaType) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            String reference = "sha256:" + HexFormat.of().formatHex(digest);
            kept.put(reference, content);
            return reference;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
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
        byte[] content = kept.get(reference);
        if (content == null) {
            throw new FailureException(Failure.internal(
                    "ARTIFACT_NOT_FOUND", "No artifact has the reference '" + reference + "'.", "Put it first."));
        }
        return content;
    }

    @Override
    public boolean contains(String reference) {
        return kept.containsKey(reference);
    }
}
