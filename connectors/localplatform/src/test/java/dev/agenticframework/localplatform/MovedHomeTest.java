package dev.agenticframework.localplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The directory of a platform is moved, or was made by an earlier version, as root and as another user.
@Tag("slow")
class MovedHomeTest {

    @TempDir
    Path directory;

    private final MemorySecrets secrets = new MemorySecrets();
    private Path home;

    @BeforeEach
    void closeToOthers() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        home = directory.resolve("home");
    }

    private PlatformFixture start() throws InterruptedException {
        return new PlatformFixture(home, secrets);
    }

    // Like a virtual environment, the build stores its own path.
    private static TinyService service() {
        return new TinyService("tiny", "one")
                .build(
                        "[\"mkdir -p bin\", \"printf '#!/bin/sh\\\\necho %s\\\\n' $PWD > bin/self && chmod +x bin/self\", "
                                + "\"ln -s $PWD/bin/self bin/link\", \"test -x $(bin/link)/bin/self\"]")
                .manifest("resources: [{type: postgresql, name: main, variable: DATABASE_URL}]");
    }

    private void storeARow() throws Exception {
        try (var fixture = start();
                var connection = connect(fixture);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (value text)");
            statement.execute("INSERT INTO kept VALUES ('here')");
            fixture.deploy("dep-1", "tiny", service().tree(), 1, "rolling");
        }
    }

    private static Connection connect(PlatformFixture fixture) throws InterruptedException, SQLException {
        var revision = fixture.revision("tiny", service().tree());
        var resources = fixture.platform.provisioning().apply("tiny", "staging", revision, fixture.log::add);
        var uri = URI.create(fixture.secrets.get(resources.getFirst().secret()).orElseThrow());
        var user = uri.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), user[0], user[1]);
    }

    private void assertRowIsThere() throws Exception {
        try (var fixture = start();
                var connection = connect(fixture);
                var rows = connection.createStatement().executeQuery("SELECT value FROM kept")) {
            assertThat(rows.next()).isTrue();
            LocalPlatformTest.await(() -> fixture.status("tiny").readyReplicas() == 1);
            assertThat(fixture.get("tiny", "/items").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void allDataAreInTheDirectoryOfThePlatformAndMoveWithIt() throws Exception {
        storeARow();
        assertThat(home.resolve("postgres/data/PG_VERSION")).exists();

        home = Files.move(home, directory.resolve("moved home"));

        assertRowIsThere();
    }

    @Test
    void buildThatStoresItsOwnPathWorksAfterAMove() throws Exception {
        storeARow();
        home = Files.move(
                home,
                Files.createDirectories(directory.resolve("a" + directory)).resolve("home"));
        var build = build();
        for (int i = 0; i < 2; i++) {
            start().close();
            assertThat(Files.readString(build.resolve("bin/self"))).contains("echo " + build + "\n");
            assertThat(build.resolve("bin/link").toRealPath()).isEqualTo(build.resolve("bin/self"));
            assertThat(build.resolve("bin/self")).isExecutable();
            // As after a kill before the end.
            DurableJson.write(home.resolve("location.json"), new MovedBuilds.Location(old()));
        }
    }

    private String old() {
        return directory.resolve("home").toString();
    }

    private Path build() throws IOException {
        try (var builds = Files.list(home.resolve("builds"))) {
            return builds.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    /// Puts the data where earlier versions kept them as root.
    private Path outside(Path owner) throws IOException {
        var outside = Files.createDirectories(directory.resolve("var/0123456789abcdef"));
        Files.move(home.resolve("postgres/data"), outside.resolve("data"));
        Files.writeString(outside.resolve("owned-by"), owner + "\n/dev/vda\n");
        DurableJson.write(home.resolve("postgres/server.json"), new PostgresServer.Known(0, 0, outside.toString()));
        return outside;
    }

    @Test
    void dataOfAnEarlierVersionAreBroughtHomeAlsoAfterAMove() throws Exception {
        storeARow();
        var outside = outside(home.resolve("postgres"));
        home = Files.move(home, directory.resolve("moved"));

        assertRowIsThere();
        assertThat(outside).doesNotExist();
        assertThat(home.resolve("postgres/data/PG_VERSION")).exists();
    }

    @Test
    void dataOfAnotherPlatformAreNotTaken() throws Exception {
        storeARow();
        var other = Files.createDirectories(directory.resolve("other/postgres"));
        var outside = outside(other);

        assertThatThrownBy(this::start).hasMessageContaining("DATABASE_DATA_MISSING");
        assertThat(outside.resolve("data/PG_VERSION")).exists();
    }

    @Test
    void platformWhoseDataAreMissingDoesNotStart() throws Exception {
        storeARow();
        Files.move(home.resolve("postgres"), directory.resolve("hidden"));

        assertThatThrownBy(this::start).hasMessageContaining("DATABASE_DATA_MISSING");
    }

    @Test
    void copyToAnotherDiskIsComplete() throws Exception {
        var from = Files.createDirectories(directory.resolve("from/sub"));
        Files.writeString(from.resolve("file"), "content");
        Files.createSymbolicLink(from.resolve("link"), Path.of("file"));

        new TreeCopy(directory.resolve("from"), directory.resolve("to")).run();

        assertThat(directory.resolve("to/sub/file")).hasContent("content");
        assertThat(directory.resolve("to/sub/link")).isSymbolicLink();
    }

    @Test
    void killedErasureIsFinishedAndIsNotTakenForALoss() throws Exception {
        storeARow();
        Files.move(home.resolve("postgres/data"), home.resolve("postgres/data.erased"));

        try (var fixture = start()) {
            assertThat(connect(fixture).isValid(1)).isTrue();
        }
        assertThat(home.resolve("postgres/data.erased")).doesNotExist();
    }
}
