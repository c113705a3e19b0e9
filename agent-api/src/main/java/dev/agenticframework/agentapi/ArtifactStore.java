package dev.agenticframework.agentapi;

import java.io.IOException;
import java.io.InputStream;

/// Keeps what agents make, addressed by content: the same bytes have the same reference, and are kept once.
public interface ArtifactStore {

    /// Stores bytes; durable when it returns.
    ///
    /// @return the reference, `sha256:` and the digest in hexadecimal
    /// @throws FailureException when the store cannot take them: `ARTIFACT_STORE_FULL`, `ARTIFACT_TOO_LARGE`
    String put(byte[] content, String mediaType);

    /// Stores what a stream yields, as [#put(byte[], String)] does, without holding it in memory.
    String put(InputStream content, String mediaType) throws IOException;

    /// Opens an artifact.
    ///
    /// @throws FailureException `ARTIFACT_NOT_FOUND`, or `ARTIFACT_CORRUPT` when its bytes do not match its
    ///     reference
    InputStream open(String reference);

    /// The whole of an artifact, for those known to be small.
    byte[] read(String reference);

    boolean contains(String reference);
}
