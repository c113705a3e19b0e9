package dev.agenticframework.localplatform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Precondition;
import dev.agenticframework.host.ProcessGroups;
import dev.agenticframework.host.ProcessTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `kill -9` of a platform in the middle of its work, and what the next one makes of it.
@Tag("slow")
class KilledPlatformTest {

    private static final int LATEST_KILL_MILLIS = 5_000;

    @TempDir
    Path directory;

    private Process start(boolean database) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlatformProcess.class.getName(),
                        directory.toString(),
                        Boolean.toString(database))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void awaitLine(Process process, String line) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var next = reader.readLine(); next != null; next = reader.readLine()) {
            if (next.equals(line)) {
                return;
            }
        }
        throw new IllegalStateException("it never said '" + line + "'");
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private PlatformFixture next() throws InterruptedException {
        return new PlatformFixture(directory.resolve("platform"), new FileSecrets(directory.resolve("secrets.json")));
    }

    /// All processes but those that keep logs.
    private List<ProcessTable.Entry> processes() {
        return new ProcessGroups(LocalPlatformTest.owner(directory.resolve("platform"))).all();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void workflowConvergesWhateverInstantThePlatformDiesAt(long seed) throws Exception {
        boolean database = seed % 2 == 0;
        var killed = start(database);
        awaitLine(killed, "started");
        Thread.sleep(new Random(seed).nextInt(LATEST_KILL_MILLIS));
        kill(killed);

        try (var fixture = next()) {
            for (var version : List.of("one", "two")) {
                PlatformProcess.carryOut(fixture, version, database);
            }
            LocalPlatformTest.await(
                    () -> fixture.status(PlatformProcess.SERVICE).readyReplicas() == 2);
            var status = fixture.status(PlatformProcess.SERVICE);

            assertThat(status.deploymentId()).hasValue("dep-two");
            assertThat(fixture.get(PlatformProcess.SERVICE, "/items").body()).contains("two");
            assertThat(processes().stream().map(ProcessTable.Entry::group).distinct())
                    .hasSize(database ? 3 : 2);
            fixture.platform.instances().remove(PlatformProcess.SERVICE, "staging", true, Precondition.NONE);
        }
        assertThat(processes()).isEmpty();
    }

    @Test
    void runningReplicasAreAdoptedAndNotStartedTwice() throws Exception {
        var killed = start(false);
        awaitLine(killed, "deployed one");
        awaitLine(killed, "deployed two");
        kill(killed);
        var before = processes();

        try (var fixture = next()) {
            LocalPlatformTest.await(
                    () -> fixture.status(PlatformProcess.SERVICE).readyReplicas() == 2);

            assertThat(processes()).containsExactlyInAnyOrderElementsOf(before);
            assertThat(fixture.get(PlatformProcess.SERVICE, "/items").statusCode())
                    .isEqualTo(200);
        }
        assertThat(processes()).isEmpty();
    }

    @Test
    void halfWrittenStateIsIgnored() throws Exception {
        var services = Files.createDirectories(directory.resolve("platform/services/staging"));
        Files.writeString(services.resolve(".tiny.json.123.tmp"), "{\"service\":");

        try (var fixture = next()) {
            assertThat(fixture.platform.instances().list()).isEmpty();
        }
        assertThat(services.resolve(".tiny.json.123.tmp")).doesNotExist();
    }
}
