package dev.agenticframework.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.cli.CommandFailure;
import dev.agenticframework.runtimeembedded.FileSecretStore;
import dev.agenticframework.runtimeembedded.SecretKeys;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A platform with a service that writes is backed up, and the backup is started in another directory.
@Tag("slow")
class BackupOfRunningPlatformTest {
    private static final int ROWS_BEFORE = 200;
    private static final int MAX_LOOKS = 600;

    @TempDir
    Path directory;

    private static Settings settings(Path home) {
        return new Settings(
                home,
                Path.of("..").toAbsolutePath().normalize(),
                Path.of(System.getProperty("java.home")),
                Optional.empty(),
                System.getenv());
    }

    private static Connection database(Path home) throws SQLException {
        var random = new SecureRandom();
        var key = SecretKeys.find(Map.of(), home.resolve("keys/secrets.key"), random);
        var secret = new FileSecretStore(home.resolve("secrets"), key, random).get("postgresql/ledger/dev");
        var uri = URI.create(secret.orElseThrow());
        var login = uri.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), login[0], login[1]);
    }

    /// Inserts numbers, each in a transaction of its own, until it is told to stop.
    private record Writer(Path home, AtomicLong acknowledged, AtomicBoolean stop, CountDownLatch many)
            implements Runnable {
        @Override
        public void run() {
            try (var connection = database(home);
                    var insert = connection.prepareStatement("INSERT INTO written VALUES (?)")) {
                while (!stop.get()) {
                    insert.setLong(1, acknowledged.get() + 1);
                    insert.executeUpdate();
                    if (acknowledged.incrementAndGet() == ROWS_BEFORE) {
                        many.countDown();
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static boolean ready(RunningApi api) throws Exception {
        return api.get("/services/ledger")
                        .body()
                        .path("items")
                        .get(0)
                        .path("readyReplicas")
                        .asInt()
                > 0;
    }

    @Test
    void everythingThatWasAcknowledgedBeforeTheBackupWorksInAnotherDirectory() throws Exception {
        var home = directory.resolve("home");
        var elsewhere = directory.resolve("restored/home");
        var file = directory.resolve("backup.tar.gz");
        String workflow;
        String token;
        long before;
        try (var api = new RunningApi(home)) {
            workflow = api.post(
                            "/workflows",
                            "{\"request\": \"Create a Go REST service called ledger with PostgreSQL in dev\"}")
                    .body()
                    .path("workflowId")
                    .asString();
            var ended = api.ended(workflow);
            assertThat(ended.path("status").asString())
                    .as(ended.path("failure").toString())
                    .isEqualTo("completed");
            token = api.admin();
            try (var connection = database(home);
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE written (number bigint PRIMARY KEY)");
            }
            var writer = new Writer(home, new AtomicLong(), new AtomicBoolean(), new CountDownLatch(1));
            var thread = Thread.ofPlatform().start(writer);
            writer.many().await();
            before = writer.acknowledged().get();
            var result = new OfflineTools(settings(home)).backUp(file, false, _ -> {});
            writer.stop().set(true);
            thread.join();
            assertThat(result.path("secretKey").asBoolean()).isTrue();
        }

        new OfflineTools(settings(elsewhere)).restore(file, false, _ -> {});
        try (var api = new RunningApi(elsewhere)) {
            assertThat(api.send("GET", "/workflows/" + workflow, token, "")
                            .body()
                            .path("status")
                            .asString())
                    .isEqualTo("completed");
            assertThat(api.get("/workflows/" + workflow + "/history").status()).isEqualTo(200);
            for (int i = 0; i < MAX_LOOKS && !ready(api); i++) {
                Thread.sleep(100);
            }
            assertThat(ready(api)).isTrue();
            try (var connection = database(elsewhere);
                    var rows = connection.createStatement().executeQuery("SELECT count(*), max(number) FROM written")) {
                rows.next();
                assertThat(rows.getLong(1)).isGreaterThanOrEqualTo(before).isEqualTo(rows.getLong(2));
            }
            var deployed = api.post("/deploy", "{\"service\": \"ledger\", \"environment\": \"dev\"}");
            assertThat(api.ended(deployed.body().path("workflowId").asString())
                            .path("status")
                            .asString())
                    .isEqualTo("completed");

            assertThatThrownBy(() -> new OfflineTools(settings(elsewhere)).restore(file, true, _ -> {}))
                    .isInstanceOfSatisfying(
                            CommandFailure.class,
                            refused -> assertThat(refused.code()).isEqualTo("PLATFORM_IN_USE"));
            api.send("DELETE", "/services/ledger?environment=dev&withData=true", api.admin(), "");
        }
    }
}
