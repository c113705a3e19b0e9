package dev.agenticframework.host.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentitiesTest {

    @TempDir
    Path directory;

    @Test
    void identityKeepsItsUserAlsoAfterTheFileWasMoved() throws IOException {
        var identities = new Identities(directory.resolve("users"));
        int orders = identities.user("job/orders");
        int billing = identities.user("job/billing");
        Files.createDirectories(directory.resolve("elsewhere"));
        Files.move(directory.resolve("users"), directory.resolve("elsewhere/users"));
        var moved = new Identities(directory.resolve("elsewhere/users"));

        assertThat(billing).isNotEqualTo(orders);
        assertThat(moved.user("job/orders")).isEqualTo(orders);
        assertThat(moved.user("build/orders")).isNotIn(orders, billing).isGreaterThanOrEqualTo(Identities.FIRST);
    }

    @Test
    void numberOfUsersIsBounded() throws IOException {
        var identities = new Identities(directory.resolve("users"));
        var lines = new StringBuilder();
        for (int i = 0; i < Identities.BLOCK; i++) {
            lines.append(Identities.FIRST + i).append(" run/").append(i).append('\n');
        }
        Files.writeString(directory.resolve("users"), lines);

        assertThat(identities.user("run/7")).isEqualTo(Identities.FIRST + 7);
        assertThatThrownBy(() -> identities.user("run/new")).isInstanceOf(IOException.class);
    }
}
