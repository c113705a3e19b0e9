package dev.agenticframework.localplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.JobServices;
import dev.agenticframework.agentapi.Precondition;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What services and jobs can do to the databases of others, against a real server.
@Tag("slow")
class DatabaseIsolationTest {

    @TempDir
    Path directory;

    private PlatformFixture fixture;

    @BeforeEach
    void start() throws InterruptedException {
        fixture = new PlatformFixture(directory);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private String provision(String name) throws InterruptedException {
        var service = new TinyService(name, "one")
                .manifest("resources: [{type: postgresql, name: main, variable: DATABASE_URL}]");
        var revision = fixture.revision(name, service.tree());
        var resources = fixture.platform.provisioning().apply(name, "staging", revision, fixture.log::add);
        return fixture.secrets.get(resources.getFirst().secret()).orElseThrow();
    }

    private static Connection connect(String url, String database) throws SQLException {
        var uri = URI.create(url);
        var user = uri.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + "/" + database, user[0], user[1]);
    }

    private static Connection connect(String url) throws SQLException {
        return connect(url, URI.create(url).getPath().substring(1));
    }

    private Connection administrator(String url) throws SQLException {
        var password = fixture.secrets.get("postgresql/administrator").orElseThrow();
        return connect(url.replaceFirst("//[^@]*@", "//agentic:" + password + "@"), "postgres");
    }

    private static void execute(Connection connection, String... commands) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var command : commands) {
                statement.execute(command);
            }
        }
    }

    private void runJobWithDatabase(String key) throws InterruptedException {
        var lender = fixture.platform.jobServices();
        lender.start(new JobServices.Wanted(key, "postgres:17", Map.of())).close();
    }

    @Test
    void jobLeavesADatabaseAloneWhoseNameLooksLikeALentOne() throws Exception {
        var url = provision("scratch-pad");
        execute(connect(url), "CREATE TABLE kept (value text)");

        runJobWithDatabase("run-1");

        execute(connect(url), "INSERT INTO kept VALUES ('still here')");
    }

    @Test
    void whatIsNotRecordedIsNeverDropped() throws Exception {
        var url = provision("tiny");
        var foreign = List.of("scratch_0123456789ab__lent", Databases.lentIdentifier("mine"), "tiny__staging__mine");
        try (var connection = administrator(url)) {
            for (var name : foreign) {
                execute(connection, "CREATE DATABASE " + name);
            }
        }

        runJobWithDatabase("run-1");
        fixture.platform.instances().remove("tiny", "staging", true, Precondition.NONE);

        try (var connection = administrator(provision("other"))) {
            assertThat(Sql.texts(connection, "SELECT datname FROM pg_database WHERE NOT datistemplate"))
                    .containsAll(foreign)
                    .doesNotContain("tiny__staging");
        }
    }

    @Test
    void databaseOfAnEarlierVersionIsKeptInUseAndRemovedWithItsService() throws Exception {
        var url = provision("tiny");
        execute(connect(url), "CREATE TABLE kept (value text)");
        provision("other");
        try (var connection = administrator(url)) {
            // Earlier versions had no ledger, and limited no role.
            execute(
                    connection,
                    "DROP SCHEMA agentic CASCADE",
                    "ALTER ROLE tiny__staging CONNECTION LIMIT -1",
                    "GRANT CONNECT ON DATABASE template1 TO PUBLIC");
        }
        fixture.close();
        fixture = new PlatformFixture(directory, fixture.secrets);

        execute(connect(provision("tiny")), "INSERT INTO kept VALUES ('still here')");
        fixture.platform.instances().remove("tiny", "staging", true, Precondition.NONE);
        fixture.platform.instances().remove("other", "staging", true, Precondition.NONE);

        assertThat(directory.resolve("postgres/data")).doesNotExist();
    }

    @Test
    void roleConnectsToNothingButItsOwnDatabase() throws Exception {
        var first = provision("first");
        var second = provision("second");
        try (var connection = connect(second)) {
            execute(connection, "GRANT ALL ON DATABASE second__staging TO PUBLIC");
        }

        for (var database : List.of("postgres", "template1", "second__staging")) {
            assertThatThrownBy(() -> connect(first, database))
                    .as(database)
                    .hasMessageMatching("(?s).*(no pg_hba.conf entry|permission denied).*");
        }
        assertThat(connect(first).isValid(1)).isTrue();
    }

    @Test
    void roleCreatesNeitherDatabasesNorRolesAndReadsNoFiles() throws Exception {
        var url = provision("tiny");
        for (var command : List.of(
                "CREATE DATABASE mine",
                "CREATE ROLE mine",
                "ALTER ROLE tiny__staging CONNECTION LIMIT 1000",
                "ALTER ROLE tiny__staging SUPERUSER",
                "ALTER ROLE agentic PASSWORD 'x'",
                "SET temp_file_limit = -1",
                "COPY (SELECT 1) TO PROGRAM 'true'",
                "SELECT pg_read_file('pg_hba.conf')",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'agentic'")) {
            try (var connection = connect(url);
                    var admin = administrator(url)) {
                assertThatThrownBy(() -> execute(connection, command))
                        .as(command)
                        .isInstanceOf(SQLException.class);
                assertThat(admin.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void serviceCannotTakeAllConnections() throws Exception {
        var greedy = provision("greedy");
        var modest = provision("modest");
        var taken = new ArrayList<Connection>();
        try {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < PostgresAccess.MAX_CONNECTIONS; i++) {
                            taken.add(connect(greedy));
                        }
                    })
                    .hasMessageContaining("too many connections for role");
            assertThat(connect(modest).isValid(1)).isTrue();
            assertThat(administrator(modest).isValid(1)).isTrue();
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
    }
}
