package dev.agenticframework.localplatform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.host.ProcessGroups;
import dev.agenticframework.host.ProcessSignal;
import dev.agenticframework.host.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The supervision of one replica while the machine has a bad time.
class ReplicaProcessTest {

    private final ProcessGroups groups = new ProcessGroups("test-" + UUID.randomUUID());
    private final Gateway gateway = new Gateway(Set.of());

    @TempDir
    Path directory;

    private volatile boolean memoryIsShort;
    private volatile Duration later = Duration.ZERO;

    @BeforeEach
    void start() {
        gateway.start();
    }

    @AfterEach
    void stop() {
        groups.killAll();
        gateway.stop();
    }

    /// Throws in the thread that supervises the replica, while memory is short.
    private Instant now() {
        if (memoryIsShort && Thread.currentThread().getName().startsWith("replica ")) {
            throw new OutOfMemoryError("a peak");
        }
        return Instant.now().plus(later);
    }

    private ReplicaProcess replica() throws Exception {
        var tree = new TinyService("tiny", "one").tree();
        // Unlike the temporary directory itself, other users can read it.
        var build = directory.resolve("build");
        for (var entry : tree.entries().entrySet()) {
            var file = build.resolve(entry.getKey());
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, entry.getValue().content());
        }
        Clock clock = InstantSource.system().withZone(ZoneOffset.UTC);
        var world = new ReplicaProcess.World(
                groups,
                new Confined(new Sandbox(new Sandbox.Settings(
                        directory.resolve("sandbox"), directory, System.getenv(), PlatformFixture.PYTHON, false))),
                new Ports(new SecureRandom()),
                gateway,
                PlatformFixture.QUICK,
                new Clock() {
                    @Override
                    public java.time.ZoneId getZone() {
                        return clock.getZone();
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now();
                    }
                },
                running -> {});
        var key = new ServiceKey("tiny", "staging");
        return ReplicaProcess.toStart(
                new ReplicaSpec(
                        key,
                        "0a1b2c3d-1",
                        "dep-1",
                        "exec python3 tiny_service.py",
                        build,
                        new ServiceManifest.Health("/health/live", "/health/ready"),
                        () -> Map.of("PATH", PlatformFixture.PYTHON.getFirst() + ":" + System.getenv("PATH")),
                        new LogFile(directory.resolve("log"))),
                world);
    }

    @Test
    void replicaThatIsNotCheckedAnyMoreIsNotShownAsReadyAndIsRestartedOnceItCanBe() throws Exception {
        var replica = replica();
        replica.begin();
        LocalPlatformTest.await(replica::ready);
        long pid = replica.running().pid();

        memoryIsShort = true;
        ProcessSignal.KILL.send(pid);
        later = Duration.ofHours(1);
        LocalPlatformTest.await(() -> groups.all().isEmpty());
        assertThat(replica.ready()).isFalse();

        memoryIsShort = false;
        LocalPlatformTest.await(replica::ready);
        assertThat(replica.running().pid()).isNotEqualTo(pid);
        assertThat(replica.checkedAt()).isPresent();
        replica.halt();
    }
}
