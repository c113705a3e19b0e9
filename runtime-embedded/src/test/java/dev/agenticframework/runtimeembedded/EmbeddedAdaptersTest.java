package dev.agenticframework.runtimeembedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.SecretStore;
import dev.agenticframework.contracts.ArtifactStoreContract;
import dev.agenticframework.contracts.EventBusContract;
import dev.agenticframework.contracts.SecretStoreContract;
import dev.agenticframework.contracts.WorkflowStoreContract;
import dev.agenticframework.runtime.EventBus;
import dev.agenticframework.runtime.StoreException;
import dev.agenticframework.runtime.WorkflowStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedAdaptersTest {
    @TempDir
    Path home;

    @Nested
    class Workflows extends WorkflowStoreContract {
        @Override
        protected WorkflowStore open() throws StoreException {
            return EmbeddedWorkflowStore.open(home.resolve("workflows"));
        }
    }

    @Nested
    class Artifacts extends ArtifactStoreContract {
        @Override
        protected ArtifactStore open() {
            return new FileArtifactStore(home.resolve("artifacts"));
        }

        private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

        private void age(String reference) throws IOException {
            var digest = reference.substring("sha256:".length());
            Files.setLastModifiedTime(
                    home.resolve("artifacts").resolve(digest.substring(0, 2)).resolve(digest.substring(2)),
                    FileTime.from(LONG_AGO));
        }

        @Test
        void oldArtifactIsRemovedAndOneThatIsStoredAgainIsNot() throws IOException {
            var store = new FileArtifactStore(home.resolve("artifacts"));
            var old = store.put("old".getBytes(UTF_8), "text/plain");
            var again = store.put("again".getBytes(UTF_8), "text/plain");
            var recent = store.put("recent".getBytes(UTF_8), "text/plain");
            age(old);
            age(again);
            var then = LONG_AGO.plusSeconds(1);
            assertThat(store.storedBefore(then, 10)).containsExactlyInAnyOrder(old, again);
            assertThat(store.storedBefore(then, 1)).hasSize(1);

            store.put("again".getBytes(UTF_8), "text/plain");

            assertThat(store.removeStoredBefore(then, old)).isTrue();
            assertThat(store.removeStoredBefore(then, again)).isFalse();
            assertThat(store.removeStoredBefore(then, old)).isFalse();
            assertThat(store.contains(old)).isFalse();
            assertThat(store.read(again)).asString(UTF_8).isEqualTo("again");
            assertThat(store.contains(recent)).isTrue();
        }

        @Test
        void draftOfAnotherProcessIsLeftToIt() throws IOException {
            var drafts = Files.createDirectories(home.resolve("artifacts/drafts"));
            var recent = Files.createFile(drafts.resolve("recent"));
            var abandoned = Files.createFile(drafts.resolve("abandoned"));
            Files.setLastModifiedTime(abandoned, FileTime.from(LONG_AGO));

            new FileArtifactStore(home.resolve("artifacts")).removeDrafts();

            assertThat(recent).exists();
            assertThat(abandoned).doesNotExist();
        }
    }

    @Nested
    class Secrets extends SecretStoreContract {
        @Override
        protected SecretStore open() {
            var random = new SecureRandom();
            return new FileSecretStore(
                    home.resolve("secrets"), SecretKeys.find(Map.of(), home.resolve("key"), random), random);
        }

        @Test
        void secretIsNotOnTheDiskInTheClear() throws IOException {
            open().put("name", "very-secret-text");

            try (var files = Files.walk(home)) {
                assertThat(files.filter(Files::isRegularFile))
                        .allSatisfy(file -> assertThat(file)
                                .content(java.nio.charset.StandardCharsets.ISO_8859_1)
                                .doesNotContain("very-secret-text"));
            }
        }

        @Test
        void fileOfOneSecretIsNotTakenForAnother() throws IOException {
            SecretStore store = open();
            store.put("one", "1");
            store.put("two", "2");
            Path one = file("one");
            Files.copy(one, file("two"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

            assertThatThrownBy(() -> store.get("two")).hasMessageContaining("SECRET_UNDECIPHERABLE");
        }

        private Path file(String name) {
            String hex = java.util.HexFormat.of().formatHex(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return home.resolve("secrets").resolve(hex + ".secret");
        }

        @Test
        void keyThatOthersCanReadIsRefused() throws IOException {
            open();
            Files.setPosixFilePermissions(home.resolve("key"), PosixFilePermissions.fromString("rw-r--r--"));

            assertThatThrownBy(this::open).hasMessageContaining("SECRET_KEY_EXPOSED");
        }
    }

    @Nested
    class Events extends EventBusContract {
        @Override
        protected EventBus open() {
            return new LocalEventBus();
        }
    }
}
