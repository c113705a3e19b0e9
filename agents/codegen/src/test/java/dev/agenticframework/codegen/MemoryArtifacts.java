package dev.agenticframework.codegen;

import dev.agenticframework.agentapi.ArtifactStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// Artifacts in memory, addressed by their content.
final class MemoryArtifacts implements ArtifactStore {
    final Map<String, byte[]> kept = new HashMap<>();

    @Override
    public String put(byte[] content, String mediaType) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            String reference = "sha256:" + HexFormat.of().formatHex(digest);
            kept.put(reference, content);
            return reference;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
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
        return kept.get(reference);
    }

    @Override
    public boolean contains(String reference) {
        return kept.containsKey(reference);
    }
}
