package dev.agenticframework.localplatform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Precondition;
import dev.agenticframework.host.ProcessSignal;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a real server, as root another user's.
@Tag("slow")
class PostgresTest {

    private static final int BUNDLED_MAJOR = 17;

    @TempDir
    Path directory;

    private static TinyService service(String name) {
        return new TinyService(name, "one")
                .manifest("resources: [{type: postgresql, name: main, variable: DATABASE_URL}]");
    }

    private static Connection connect(String url) throws SQLException {
        var uri = URI.create(url);
        var user = uri.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), user[0], user[1]);
    }

    private static String provision(PlatformFixture fixture, String name) throws InterruptedException {
        var revision = fixture.revision(name, service(name).tree());
        var resources = fixture.platform.provisioning().apply(name, "staging", revision, fixture.log::add);
        return fixture.secrets.get(resources.getFirst().secret()).orElseThrow();
    }

    @Test
    void dataAreStillThereAfterThePlatformWentDownAndUp() throws Exception {
        var secrets = new MemorySecrets();
        try (var fixture = new PlatformFixture(directory, secrets)) {
            try (var connection = connect(provision(fixture, "tiny"));
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE kept (value text)");
                statement.execute("INSERT INTO kept VALUES ('here')");
            }
            fixture.deploy("dep-1", "tiny", service("tiny").tree(), 1, "rolling");
        }
        try (var fixture = new PlatformFixture(directory, secrets)) {
            try (var connection = connect(provision(fixture, "tiny"));
                    var rows = connection.createStatement().executeQuery("SELECT value FROM kept")) {
                assertThat(rows.next()).isTrue();
            }
            fixture.platform.instances().remove("tiny", "staging", true, Precondition.NONE);
            assertThat(secrets.all()).isEmpty();
        }
    }

    @Test
    void lostDatabaseProcessIsStartedAgain() throws Exception {
        try (var fixture = new PlatformFixture(directory)) {
            var url = provision(fixture, "tiny");
            fixture.deploy("dep-1", "tiny", service("tiny").tree(), 1, "rolling");
            LocalPlatformTest.processesOf(directory).stream()
                    .filter(process -> commandOf(process.pid()).contains("postgres"))
                    .forEach(process -> ProcessSignal.KILL.send(process.pid()));

            await(() -> {
                try (var connection = connect(url)) {
                    return connection.isValid(1);
                } catch (SQLException e) {
                    return false;
                }
            });
            fixture.platform.instances().remove("tiny", "staging", true, Precondition.NONE);
        }
    }

    private static String commandOf(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .orElse("");
    }

    @Test
    void serverThatComesWithThePlatformServesWhereNoneIsInstalled() throws Exception {
        try (var fixture = new PlatformFixture(directory)) {
            int port = new Ports(new Random()).internal();
            // This major version is wanted, so no other's programs will do.
            DurableJson.write(
                    directory.resolve("postgres/server.json"), new PostgresServer.Known(port, BUNDLED_MAJOR, ""));
            try (var connection = connect(provision(fixture, "tiny"))) {
                assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(BUNDLED_MAJOR);
            }
            fixture.platform.instances().remove("tiny", "staging", true, Precondition.NONE);
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        boolean met = condition.getAsBoolean();
        for (int i = 0; i < 300 && !met; i++) {
            Thread.sleep(100);
            met = condition.getAsBoolean();
        }
        assertThat(met).isTrue();
    }
}
