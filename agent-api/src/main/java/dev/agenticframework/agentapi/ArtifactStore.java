package dev.agenticframework.agentapi;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/// Stores what agents produce, addressed by content: the same bytes have the same reference and are stored once.
public interface ArtifactStore {

    /// A reference: `sha256:` and the digest in hexadecimal.
    Pattern REFERENCE = Pattern.compile("sha256:[0-9a-f]{64}");

    /// Stores bytes; durable when it returns.
    ///
    /// @return the reference, `sha256:` and the digest in hexadecimal
    /// @throws FailureException `ARTIFACT_STORE_FULL`, `ARTIFACT_TOO_LARGE`
    String put(byte[] content, String mediaType);

    /// Stores the content of a stream, as [#put(byte[], String)] does, without holding it in memory.
    String put(InputStream content, String mediaType) throws IOException;

    /// Opens an artifact.
    ///
    /// @throws FailureException `ARTIFACT_NOT_FOUND`, or `ARTIFACT_CORRUPT` when its bytes do not match its
    ///     reference
    InputStream open(String reference);

    /// Reads a whole artifact. Use it for small ones only.
    byte[] read(String reference);

    boolean contains(String reference);
}
