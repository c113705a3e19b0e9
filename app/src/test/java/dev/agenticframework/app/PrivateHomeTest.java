package dev.agenticframework.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateHomeTest {

    @TempDir
    Path directory;

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Path open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void newHomeIsItsOwnersOnly() throws IOException {
        var home = directory.resolve("new/home");

        PrivateHome.prepare(home);

        assertThat(permissions(home)).isEqualTo("rwx------");
    }

    @Test
    void homeThatOthersCanReadIsClosed() throws IOException {
        var home = open(directory.resolve("home"));
        open(home.resolve("keys"));
        open(home.resolve("git"));

        PrivateHome.prepare(home);

        assertThat(permissions(home)).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("git"))).isEqualTo("rwx------");
    }

    @Test
    void homeThatPeopleHavePreparedIsClosedAtTheFirstStart() throws IOException {
        var home = open(directory.resolve("home"));
        Files.writeString(home.resolve("agentic.yaml"), "");
        open(home.resolve("tools"));

        PrivateHome.prepare(home);

        assertThat(permissions(home)).isEqualTo("rwx------");
    }

    @Test
    void directoryThatIsUsedForOtherThingsStaysAsItIs() throws IOException {
        var other = open(directory.resolve("other"));
        open(other.resolve("documents"));

        PrivateHome.prepare(other);

        assertThat(permissions(other)).isEqualTo("rwxr-xr-x");
        assertThat(permissions(other.resolve("documents"))).isEqualTo("rwxr-xr-x");
    }
}
