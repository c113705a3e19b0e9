package dev.agenticframework.contracts;

import dev.agenticframework.agentapi.ArtifactStore;

class MemoryArtifactsTest extends ArtifactStoreContract {
    private final MemoryArtifacts artifacts = new MemoryArtifacts();

    @Override
    protected ArtifactStore open() {
        return artifacts;
    }
}
