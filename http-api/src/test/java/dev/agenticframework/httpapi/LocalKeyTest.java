package dev.agenticframework.httpapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKeyTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path directory;

    @Test
    void keyIsMadeOnceAndReadByItsOwnerOnly() throws IOException {
        Path file = directory.resolve("keys/api.key");

        byte[] first = LocalKey.in(file, RANDOM);

        assertThat(LocalKey.in(file, RANDOM)).isEqualTo(first).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void keyThatOthersCanReadIsRefused() throws IOException {
        Path file = directory.resolve("api.key");
        LocalKey.in(file, RANDOM);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> LocalKey.in(file, RANDOM)).hasMessageContaining("LOCAL_KEY_EXPOSED");
    }

    @Test
    void keyOfWrongLengthIsRefused() throws IOException {
        Path file = directory.resolve("api.key");
        Files.write(file, new byte[5]);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> LocalKey.in(file, RANDOM)).hasMessageContaining("LOCAL_KEY_INVALID");
    }
}
