package dev.agenticframework.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.FailureException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.Test;

/// What every [ArtifactStore] must do.
public abstract class ArtifactStoreContract {
    private static final String TEXT = "text/plain";
    /// SHA-256 of `abc`, from FIPS 180-2.
    private static final String ABC = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    /// Opens the store under test. A second call in a test opens the store that the first has left.
    protected abstract ArtifactStore open();

    @Test
    void contentIsNamedByItsDigestAndReadBackAfterReopening() {
        String reference = open().put("abc".getBytes(UTF_8), TEXT);

        assertThat(reference).isEqualTo(ABC);
        assertThat(open().read(reference)).asString(UTF_8).isEqualTo("abc");
        assertThat(open().contains(reference)).isTrue();
    }

    @Test
    void streamAndBytesHaveTheSameName() throws IOException {
        ArtifactStore store = open();

        assertThat(store.put(new ByteArrayInputStream("abc".getBytes(UTF_8)), TEXT))
                .isEqualTo(ABC);
        assertThat(store.put("abc".getBytes(UTF_8), TEXT)).isEqualTo(ABC);
    }

    @Test
    void streamThatBreaksLeavesNothing() {
        ArtifactStore store = open();
        InputStream broken =
                new SequenceInputStream(new ByteArrayInputStream(new byte[] {1}), InputStream.nullInputStream()) {
                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        throw new IOException("broken");
                    }
                };

        assertThatThrownBy(() -> store.put(broken, TEXT)).isInstanceOf(IOException.class);

        assertThat(store.contains(ABC)).isFalse();
    }

    @Test
    void unknownAndHostileReferencesAreRefused() {
        ArtifactStore store = open();

        assertThatThrownBy(() -> store.read(ABC))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("ARTIFACT_NOT_FOUND");
        assertThatThrownBy(() -> store.read("sha256:../../etc/passwd")).isInstanceOf(FailureException.class);
    }
}
