package dev.agenticframework.localplatform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Rollouts.Rollout.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Services whose builds, migrations and replicas attack the platform and other services.
@EnabledOnOs(OS.LINUX)
class HostileServiceTest {

    private static final String SECRET = "the-key-of-the-platform";

    @TempDir
    Path home;

    private PlatformFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new PlatformFixture(home);
        Files.writeString(home.resolve("api.key"), SECRET);
    }

    @AfterEach
    void stop() {
        fixture.close();
        assertThat(LocalPlatformTest.processesOf(home)).isEmpty();
    }

    private TinyService tiny(String name) {
        return new TinyService(name, "1");
    }

    private void assertNothingLeaked() {
        assertThat(fixture.log).noneMatch(line -> line.contains(SECRET));
    }

    @Test
    void buildSeesOnlyItsCheckoutAndIsNotRoot() throws Exception {
        var attack = "[\"cat %1$s/api.key || true\", \"ls %1$s %1$s/builds\", \"test $(id -u) != 0\","
                + " \"cat /proc/[0-9]*/environ | tr '\\\\0' '\\\\n'\", \"! echo x > %1$s/written\","
                + " \"! echo x > %1$s/builds/written\", \"mkdir -p made\"]";

        fixture.build("tiny", tiny("tiny").build(attack.formatted(home)).tree());

        assertNothingLeaked();
        assertThat(fixture.log).noneMatch(line -> line.contains("surefire"));
        assertThat(home.resolve("written")).doesNotExist();
        assertThat(home.resolve("builds/written")).doesNotExist();
        assertThat(Files.getOwner(home.resolve("api.key")).getName()).isEqualTo(System.getProperty("user.name"));
    }

    @Test
    void cacheOfOneServiceNeverReachesAnother() throws Exception {
        var poison = "[\"mkdir -p made\", \"echo poisoned > made/library\"]";
        var use = "[\"mkdir -p made\", \"test ! -e made/library\"]";
        fixture.build("attacker", tiny("attacker").build(poison).tree());

        fixture.build("victim", tiny("victim").build(use).tree());

        assertThat(fixture.log).noneMatch(line -> line.contains("from the cache"));
    }

    @Test
    void cacheIsNeitherTakenNorWrittenThroughALink() throws Exception {
        var steal = "[\"rm -rf made\", \"ln -s %s made\"]".formatted(home);
        var manifest = tiny("tiny").build(steal);
        fixture.build("tiny", manifest.tree());

        try (var cached = Files.walk(home.resolve("cache"))) {
            assertThat(cached.filter(Files::isRegularFile).filter(file -> file.endsWith("api.key")))
                    .isEmpty();
        }
    }

    @Test
    void buildCannotChangeWhatTheManifestOfTheRevisionSays() throws Exception {
        var change =
                "[\"mkdir -p made\", \"sed -i 's/exec python3 tiny_service.py/exec sleep 60/' .agentic/service.yaml\"]";

        var rollout = fixture.deploy("dep-1", "tiny", tiny("tiny").build(change).tree(), 1, "rolling");

        assertThat(rollout.phase()).isEqualTo(Phase.DEPLOYED);
    }

    @Test
    void buildLeavesNothingRunning() throws Exception {
        var daemon = "[\"mkdir -p made\", \"env -i setsid sleep 767676 >/dev/null 2>&1 &\", \"sleep 0.2\"]";

        fixture.build("tiny", tiny("tiny").build(daemon).tree());

        assertThat(ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().commandLine().stream())
                        .filter(line -> line.contains("767676")))
                .isEmpty();
    }

    @Test
    void migrationSeesNothingOfThePlatform() throws Exception {
        var migrate =
                "migrate: \"cat %1$s/api.key || true; test $(id -u) != 0 && ! echo x > %1$s/written && ! echo x > written\""
                        .formatted(home);

        var rollout =
                fixture.deploy("dep-1", "tiny", tiny("tiny").manifest(migrate).tree(), 1, "rolling");

        assertThat(rollout.phase()).as(rollout.toString()).isEqualTo(Phase.DEPLOYED);
        assertNothingLeaked();
    }

    @Test
    void replicaHasAUserOfItsOwnAndCannotChangeItsBuild() throws Exception {
        fixture.deploy("dep-1", "tiny", tiny("tiny").tree(), 1, "rolling");
        fixture.deploy("dep-2", "other", tiny("other").tree(), 1, "rolling");

        var users = List.of("tiny", "other").stream().map(this::userOf).toList();

        assertThat(users).doesNotContain("root").doesNotHaveDuplicates();
    }

    private String userOf(String service) {
        var serving = fixture.serving(service);
        try {
            return Files.getAttribute(Path.of("/proc/" + serving.pid()), "unix:uid")
                    .toString();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
