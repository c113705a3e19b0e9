package dev.agenticframework.localplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.Precondition;
import dev.agenticframework.agentapi.Rollouts;
import dev.agenticframework.agentapi.connect.Keep;
import dev.agenticframework.host.Command;
import dev.agenticframework.host.ProcessGroups;
import dev.agenticframework.host.ProcessSignal;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What keeps running, is kept, or is ended, whatever happens around it.
class SupervisionTest {

    private static final String SERVICE = "tiny";

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
        assertThat(LocalPlatformTest.processesOf(directory)).isEmpty();
    }

    private static TinyService version(String version) {
        return new TinyService(SERVICE, version);
    }

    private long pid() {
        return Long.parseLong(
                fixture.status(SERVICE).instances().getFirst().details().get("pid"));
    }

    private Path log() {
        return directory
                .resolve("logs/staging")
                .resolve(SERVICE)
                .resolve(fixture.status(SERVICE).instances().getFirst().id() + ".log");
    }

    private void awaitRestart(long before) throws InterruptedException {
        LocalPlatformTest.await(
                () -> pid() != before && pid() != 0 && fixture.status(SERVICE).readyReplicas() == 1);
    }

    /// How much the processes of all replicas have written.
    private long written() throws IOException {
        long sum = 0;
        for (var process : new ProcessGroups(LocalPlatformTest.owner(directory)).all()) {
            sum += Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "io")).stream()
                    .filter(line -> line.startsWith("wchar: "))
                    .mapToLong(line -> Long.parseLong(line.substring("wchar: ".length())))
                    .sum();
        }
        return sum;
    }

    @Test
    void logOfAReplicaThatWritesAsFastAsItCanStaysBounded() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").with("chatty", true).tree(), 1, "rolling");
        var log = log();

        while (written() < 30 * LogFile.MAX_BYTES) {
            assertThat(log.toFile().length()).isLessThanOrEqualTo(LogFile.MAX_BYTES);
            assertThat(log.resolveSibling(log.getFileName() + ".1").toFile().length())
                    .isLessThanOrEqualTo(LogFile.MAX_BYTES);
        }

        assertThat(fixture.status(SERVICE).readyReplicas()).isEqualTo(1);
        assertThat(fixture.platform.instances().logs(SERVICE, "staging", 10))
                .anyMatch(line -> line.endsWith("much to say"));
    }

    @Test
    void logsOfARemovedServiceAreGoneForGood() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").with("chatty", true).tree(), 3, "rolling");

        fixture.platform.instances().remove(SERVICE, "staging", true, Precondition.NONE);

        assertThat(directory.resolve("logs/staging").resolve(SERVICE)).doesNotExist();
        assertThat(LocalPlatformTest.processesOf(directory)).isEmpty();
    }

    @Test
    void killedReplicaIsRestartedAlthoughItsLogCannotBeMoved() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").tree(), 1, "rolling");
        var log = log();
        Files.createDirectories(log.resolveSibling(log.getFileName() + ".1").resolve("full"));
        Files.writeString(log, "x".repeat((int) LogFile.MAX_BYTES + 1));
        Thread.sleep(PlatformFixture.QUICK.liveness().multipliedBy(3));
        long before = pid();

        ProcessSignal.KILL.send(before);

        awaitRestart(before);
    }

    @Test
    void killedReplicaIsRestartedAlthoughItsStateCannotBeStored() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").tree(), 1, "rolling");
        var states = directory.resolve("services/staging");
        var aside = Files.move(states, directory.resolve("aside"));
        Files.createFile(states);
        long before = pid();

        ProcessSignal.KILL.send(before);

        awaitRestart(before);
        Files.delete(states);
        Files.move(aside, states);
        var stored = "\"pid\" : " + pid();
        LocalPlatformTest.await(() -> {
            try {
                return Files.readString(states.resolve(SERVICE + ".json")).contains(stored);
            } catch (java.io.IOException e) {
                return false;
            }
        });
    }

    @Test
    void watchdogContinuesAfterAnError() throws Exception {
        var looks = new AtomicInteger();
        var third = new CompletableFuture<Void>();
        var watchdog = new Watchdog(
                () -> {
                    if (looks.incrementAndGet() < 3) {
                        throw new OutOfMemoryError("a peak");
                    }
                    third.complete(null);
                    return List.of();
                },
                null,
                new Strays(new ProcessGroups("no-such-owner")));
        watchdog.start();
        third.join();
        watchdog.stop();
    }

    /// A release that takes some time to start.
    private Rollouts.Release slow(String id, String version) throws InterruptedException {
        var tree = version(version).with("startsAfter", 1).tree();
        return PlatformFixture.release(id, SERVICE, fixture.build(SERVICE, tree), 1, "rolling");
    }

    @Test
    void releaseThatWaitedWhileItsServiceWasRemovedIsRefusedAndLeavesNothing() throws Exception {
        var first = slow("dep-1", "one");
        var second = slow("dep-2", "two");
        fixture.platform.rollouts().start(first, Precondition.NONE);
        LocalPlatformTest.await(() -> !fixture.status(SERVICE).instances().isEmpty());
        var removal = Thread.startVirtualThread(() -> {
            try {
                fixture.platform.instances().remove(SERVICE, "staging", false, Precondition.NONE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        LocalPlatformTest.await(() -> removal.getState() == Thread.State.WAITING);
        fixture.platform.rollouts().start(second, Precondition.NONE);
        removal.join();
        fixture.signals.await(second.task().waiter("rollout/dep-2"));

        assertThatThrownBy(() -> fixture.platform.rollouts().observe(SERVICE, "staging", "dep-2"))
                .hasMessageContaining("SERVICE_REMOVED");
        assertThat(fixture.platform.instances().list()).isEmpty();
        assertThat(directory.resolve("services/staging/tiny.json")).doesNotExist();
        assertThat(new ProcessGroups(LocalPlatformTest.owner(directory)).all()).isEmpty();

        fixture.deploy("dep-3", SERVICE, version("three").tree(), 1, "rolling");
        assertThat(fixture.get(SERVICE, "/items").body()).contains("three");
    }

    @Test
    void processOfAServiceThatNobodySupervisesIsEnded() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").tree(), 1, "rolling");
        var groups = new ProcessGroups(LocalPlatformTest.owner(directory));
        var ghost = groups.start(
                new Command(List.of("sleep", "1000"), directory, System.getenv(), "staging/ghost/0a1b2c3d-1"),
                directory.resolve("ghost.log"),
                LogFile.MAX_BYTES);
        var build = groups.start(
                new Command(List.of("sleep", "1000"), directory, System.getenv(), "build/" + "0".repeat(64)),
                directory.resolve("build.log"),
                LogFile.MAX_BYTES);

        LocalPlatformTest.await(() -> !ghost.process().isAlive());

        assertThat(build.process().isAlive()).isTrue();
        assertThat(fixture.status(SERVICE).readyReplicas()).isEqualTo(1);
    }

    @Test
    void draftThatACrashLeftDoesNotCostTheBuilds() throws Exception {
        var build = fixture.build(SERVICE, version("one").tree());
        Files.writeString(directory.resolve("builds/.0a1b.json.123.tmp"), "{");

        fixture.close();
        fixture = new PlatformFixture(directory, fixture.secrets);

        assertThat(fixture.deploy(PlatformFixture.release("dep-1", SERVICE, build, 1, "rolling"))
                        .phase())
                .isEqualTo(Rollouts.Rollout.Phase.DEPLOYED);
        assertThat(directory.resolve("builds/.0a1b.json.123.tmp")).doesNotExist();
    }

    private static Keep keep(String reference) {
        return new Keep() {
            @Override
            public Instant since() {
                return Instant.now();
            }

            @Override
            public boolean needs(String asked) {
                return asked.equals(reference);
            }
        };
    }

    @Test
    void buildThatAWorkflowNeedsSurvivesARestartAndTidying() throws Exception {
        var builds = new ArrayList<String>();
        for (int i = 0; i < LocalBuilds.MAX_UNUSED + 3; i++) {
            builds.add(fixture.build(SERVICE, version("v" + i).tree()).id());
        }
        for (int i = 0; i < builds.size(); i++) {
            var record = directory.resolve("builds/" + builds.get(i).substring(7) + ".json");
            Files.setLastModifiedTime(
                    record, java.nio.file.attribute.FileTime.from(Instant.now().minusSeconds(100_000 - i)));
        }
        fixture.close();
        fixture = new PlatformFixture(directory, fixture.secrets);

        fixture.platform.tidy(keep(builds.getFirst()));

        assertThat(directory.resolve("builds/" + builds.getFirst().substring(7) + ".json"))
                .exists();
        assertThat(directory.resolve("builds/" + builds.get(1).substring(7))).doesNotExist();
        assertThat(directory.resolve("builds/" + builds.getLast().substring(7))).isDirectory();
    }

    @Test
    void logsOfReleasesThatAreNotKeptAreRemoved() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").tree(), 1, "rolling");
        var log = log();
        var old = Files.writeString(log.resolveSibling("00000000-1.log"), "old");

        fixture.platform.tidy(keep(""));

        assertThat(old).doesNotExist();
        assertThat(log).exists();
    }

    @Test
    void spaceOfEachKindIsReported() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").tree(), 1, "rolling");

        var disk = fixture.platform.disk();

        assertThat(disk).extracting("kind").contains("builds", "build cache", "releases", "service logs", "databases");
        assertThat(disk)
                .filteredOn(use -> use.kind().equals("builds"))
                .singleElement()
                .satisfies(use -> {
                    assertThat(use.bytes()).isPositive();
                    assertThat(use.count()).isEqualTo(1);
                    assertThat(use.kept()).isNotEmpty();
                });
    }

    @Test
    void clientCannotSpeakForAProxy() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").tree(), 1, "rolling");
        var request = HttpRequest.newBuilder(fixture.uri(SERVICE, "/headers"));
        for (var header : Map.of(
                        "Forwarded", "for=6.6.6.6;host=evil.example",
                        "X-Forwarded-For", "6.6.6.6",
                        "X-Forwarded-Host", "evil.example",
                        "X-Forwarded-Port", "666",
                        "X-Forwarded-Prefix", "/evil",
                        "X-Real-IP", "6.6.6.6",
                        "X-Original-URL", "/evil",
                        "X-Mine", "kept")
                .entrySet()) {
            request.header(header.getKey(), header.getValue());
        }

        var seen = fixture.send(request.build()).body();

        assertThat(seen).doesNotContain("6.6.6.6").doesNotContain("evil").doesNotContain("\"666\"");
        assertThat(seen).contains("\"x-mine\": \"kept\"").contains("\"x-real-ip\": \"127.0.0.1\"");
    }
}
