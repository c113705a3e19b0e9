package dev.agenticframework.runtime;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.io.InputStream;

/// An artifact store that holds nothing and is full.
final class NoArtifacts implements ArtifactStore {
    private static FailureException full() {
        return new FailureException(
                Failure.exhausted("ARTIFACT_STORE_FULL", "The artifact store is full.", "Free some space."));
    }

    @Override
    public String put(byte[] content, String mediaType) {
        throw full();
    }

    @Override
    public String put(InputStream content, String mediaType) {
        throw full();
    }

    @Override
    public InputStream open(String reference) {
        throw unknown(reference);
    }

    @Override
    public byte[] read(String reference) {
        throw unknown(reference);
    }

    private static FailureException unknown(String reference) {
        return new FailureException(Failure.notFound(
                "ARTIFACT_NOT_FOUND", "No artifact has the reference '" + reference + "'.", "Check the reference."));
    }

    @Override
    public boolean contains(String reference) {
        return false;
    }
}
