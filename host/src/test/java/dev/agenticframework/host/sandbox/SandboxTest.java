package dev.agenticframework.host.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agenticframework.host.Command;
import dev.agenticframework.host.ProcessGroups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class SandboxTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String IDENTITY = "job/orders";

    @TempDir
    Path home;

    private final ProcessGroups groups = new ProcessGroups("test-" + UUID.randomUUID());
    private Sandbox sandbox;
    private Path workspace;
    private Limits limits = Limits.ofScript(LONG);

    @BeforeEach
    void make() throws IOException {
        sandbox = sandbox(System.getenv());
        assumeTrue(sandbox.level().equals(Optional.of(Isolation.NAMESPACES)), "this machine has no namespaces");
        workspace = Files.createDirectories(home.resolve("platform/builds/work"));
        sandbox.give(workspace, IDENTITY);
    }

    private Sandbox sandbox(Map<String, String> environment) {
        return new Sandbox(new Sandbox.Settings(home.resolve("platform/sandbox"), home, environment, List.of(), false));
    }

    @AfterEach
    void endAll() {
        groups.killAll();
    }

    /// @param code empty when its time was up
    @Test
    void systemEndsACommandBeforeThePlatformWhenMemoryIsUsedUp() throws Exception {
        var end = run("cat /proc/self/oom_score_adj; echo -1 >/proc/self/oom_score_adj; cat /proc/self/oom_score_adj");
        assertThat(end.output()).startsWith("1000\n").doesNotEndWith("\n-1");
        limits = Limits.ofService();
        assertThat(run("cat /proc/self/oom_score_adj").output()).isEqualTo("500");
    }

    private record End(Optional<Integer> code, String output) {}

    private End run(String script) throws IOException, InterruptedException {
        return run(script, Map.of(), LONG);
    }

    private End run(String script, Map<String, String> more, Duration limit) throws IOException, InterruptedException {
        return run(IDENTITY, script, more, limit);
    }

    private End run(String identity, String script, Map<String, String> more, Duration limit)
            throws IOException, InterruptedException {
        var environment = new HashMap<>(Map.of("PATH", System.getenv("PATH")));
        environment.putAll(more);
        var command = new Command(List.of("sh", "-c", script), workspace, environment, "job/1");
        var confinement = new Confinement(
                identity, List.of(workspace), List.of(), Optional.of(home.resolve("platform/scratch")), limits);
        var output = new CompletableFuture<String>();
        var code = groups.run(
                sandbox.confine(command, confinement),
                limit,
                stream -> output.complete(new String(stream.readAllBytes(), UTF_8).strip()));
        return new End(code, output.getNow(""));
    }

    @Test
    void commandReportsItsOutputAndExitCode() throws Exception {
        var end = run("echo out; echo err >&2; exit 3");

        assertThat(end).isEqualTo(new End(Optional.of(3), "out\nerr"));
    }

    @Test
    void environmentArrivesUnchangedAndCannotReachTheSetup() throws Exception {
        var strange = "a 'quoted' \"text\" $HOME `id`\nEND-x\n\\";
        var evil = Files.writeString(workspace.resolve("evil.so"), "no library");

        var end = run("printf %s \"$STRANGE\"", Map.of("STRANGE", strange, "BASH_ENV", "/x", "ENV", "/x"), LONG);
        var preloaded = run("true", Map.of("LD_PRELOAD", evil.toString()), LONG);

        assertThat(end.output()).isEqualTo(strange);
        // Only the command is told to load it: the programs that set the sandbox up would say so, too.
        assertThat(preloaded.output().lines()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void commandSeesNeitherThePlatformNorOtherProcesses() throws Exception {
        Files.createDirectories(home.resolve("keys"));
        Files.writeString(home.resolve("keys/api.key"), "secret");
        Files.writeString(home.resolve("platform/state.json"), "secret");
        var outside = new ProcessBuilder("sleep", "60");
        outside.environment().put("DATABASE_URL", "postgresql://secret");
        var other = outside.start();
        try {
            var end = run("cat " + home + "/keys/api.key; cat " + home + "/platform/state.json; ls " + home
                    + "; cat /proc/[0-9]*/environ; echo; ls -d /proc/[0-9]* | wc -l");

            assertThat(end.output()).doesNotContain("secret").contains("\nplatform\n");
            assertThat(Integer.parseInt(end.output().lines().toList().getLast().strip()))
                    .isLessThan(8);
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void commandWritesToItsWorkspaceOnly() throws Exception {
        var end = run("echo mine > result; for place in / /etc /usr /opt " + home + " " + home
                + "/platform /proc/sys/kernel; do (echo x > $place/agentic-probe) 2>/dev/null && echo wrote $place;"
                + " done; true");

        assertThat(end.output()).isEmpty();
        assertThat(workspace.resolve("result")).hasContent("mine");
        assertThat(home.resolve("agentic-probe")).doesNotExist();
    }

    @Test
    void temporaryDirectoryAndHomeAreItsOwnAndEmpty() throws Exception {
        var outside = Files.createTempFile("agentic-outside", "");
        try {
            var end =
                    run("ls -A /tmp /var/tmp /dev/shm; echo x > /tmp/left; echo x > ~/left; echo x > /dev/shm/left; ls "
                            + outside);
            var next = run("ls /tmp ~ /dev/shm");

            assertThat(end.output()).contains("No such file").contains("/tmp:");
            assertThat(next.output()).doesNotContain("left");
            assertThat(Path.of("/tmp/left")).doesNotExist();
        } finally {
            Files.delete(outside);
        }
    }

    @Test
    void commandIsNotRootAndCannotBecomeIt() throws Exception {
        var end = run("id -u; whoami; grep -E 'CapEff|CapBnd|NoNewPrivs' /proc/self/status | tr -d '\\t'");

        assertThat(end.output().lines().toList().getFirst()).isNotEqualTo("0");
        assertThat(end.output()).contains("CapEff:0000000000000000", "CapBnd:0000000000000000", "NoNewPrivs:1");
    }

    @Test
    void eachIdentityIsAUserOfItsOwnAndStaysIt() throws Exception {
        assumeTrue(sandbox.machine().root(), "only root can become other users");
        var one = run("id -u").output();
        var other = run("job/billing", "id -u; cat secret", Map.of(), LONG).output();
        sandbox = sandbox(System.getenv());

        assertThat(other.lines().toList().getFirst()).isNotEqualTo(one);
        assertThat(run("id -u").output()).isEqualTo(one);
    }

    @Test
    void nothingIsLeftRunning() throws Exception {
        var mark = "4242" + ProcessHandle.current().pid();
        var end = run("env -i setsid sh -c 'sleep " + mark + " & sleep " + mark
                + "' >/dev/null 2>&1 & sleep 0.2; pgrep -f " + mark + " | wc -l");

        assertThat(Integer.parseInt(end.output().strip())).isPositive();
        assertThat(ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().commandLine().stream())
                        .filter(line -> line.contains(mark)))
                .isEmpty();
    }

    @Test
    void commandWhoseTimeIsUpFinishesItsWorkWhenItCan() throws Exception {
        var end = run(
                "trap 'echo finished; exit' TERM; echo started; while true; do sleep 0.1; done",
                Map.of(),
                Duration.ofSeconds(1));

        assertThat(end.code()).isEmpty();
        assertThat(end.output()).startsWith("started").endsWith("finished");
    }

    @Test
    void numberOfProcessesIsBounded() throws Exception {
        limits = new Limits(1L << 30, 50, 1024, 1L << 20, Optional.empty());

        var end = run("i=0; while [ $i -lt 200 ]; do sleep 5 & i=$((i+1)); done 2>/dev/null; echo all of them");

        assertThat(end.output()).doesNotContain("all of them");
    }

    @Test
    void memoryAndFilesAreBounded() throws Exception {
        limits = new Limits(256L << 20, 200, 64, 1L << 20, Optional.of(Duration.ofSeconds(30)));

        var end = run(
                "head -c 2000000 /dev/zero > big; stat -c %s big;"
                        + " dd if=/dev/zero of=/dev/null bs=1G count=1 2>&1 | grep -o 'memory exhausted'; ulimit -t; ulimit -n");

        assertThat(end.output().lines().filter(line -> !line.contains("exceeded")))
                .containsExactly("1048576", "memory exhausted", "30", "64");
    }

    @Test
    void toolsUseTheCacheOfThePlatformsUserAndWriteToTheirOwn() throws Exception {
        assumeTrue(sandbox.offered().orElseThrow().caches(), "this machine cannot share caches");
        var cache = Files.createDirectories(home.resolve("user/go-build/ab"));
        Files.writeString(cache.resolve("known"), "from outside\n");
        var environment = new HashMap<>(System.getenv());
        environment.put("GOCACHE", cache.getParent().toString());
        sandbox = sandbox(environment);
        var place = cache.toString();

        var first = run("cat " + place + "/known; echo changed > " + place + "/known; echo mine > " + place + "/new");
        var again = run("cat " + place + "/known " + place + "/new");
        sandbox.give(workspace, "job/billing");
        var other = run("job/billing", "cat " + place + "/known; ls " + place, Map.of(), LONG);

        assertThat(first.output()).isEqualTo("from outside");
        assertThat(again.output()).isEqualTo("changed\nmine");
        assertThat(other.output()).isEqualTo("from outside\nknown");
        assertThat(cache.resolve("known")).hasContent("from outside\n");
        assertThat(cache.resolve("new")).doesNotExist();
    }

    @Test
    void withoutNamespacesACommandStillHasAUserAndAHomeOfItsOwn() throws Exception {
        assumeTrue(sandbox.machine().root(), "only root can become other users");
        Files.setPosixFilePermissions(
                Files.writeString(home.resolve("api.key"), "secret"), PosixFilePermissions.fromString("rw-------"));
        var script = "env -i setsid sleep 4243.4243 >/dev/null 2>&1 & cat ../../../api.key; ls ../../..;"
                + " echo x > ~/x && echo x > $TMPDIR/x && echo x > result; id -u";
        var command =
                new Command(List.of("sh", "-c", script), workspace, Map.of("PATH", System.getenv("PATH")), "job/1");
        var confinement = new Confinement(
                IDENTITY, List.of(workspace), List.of(), Optional.of(home.resolve("platform/scratch")), limits);
        var output = new CompletableFuture<String>();

        groups.run(
                sandbox.confine(command, confinement, new Sandbox.Offered(Isolation.USERS, false, Optional.empty())),
                LONG,
                stream -> output.complete(new String(stream.readAllBytes(), UTF_8).strip()));

        assertThat(output.getNow("")).doesNotContain("secret").endsWith("\n" + sandbox.user(IDENTITY));
        assertThat(workspace.resolve("result")).hasContent("x");
        awaitEndOf("sleep 4243.4243");
    }

    private static void awaitEndOf(String commandLine) throws InterruptedException {
        boolean lives = true;
        for (int i = 0; i < 200 && lives; i++) {
            Thread.sleep(20);
            lives = ProcessHandle.allProcesses()
                    .anyMatch(process -> process.info().commandLine().orElse("").endsWith(commandLine));
        }
        assertThat(lives).isFalse();
    }

    @Test
    void platformsUserNeedsNoHome() throws Exception {
        for (var home : List.of("/", "", ".", "/../")) {
            var environment = new HashMap<>(System.getenv());
            environment.put("HOME", home);
            sandbox = sandbox(environment);

            assertThat(sandbox.level()).contains(Isolation.NAMESPACES);
            assertThat(run("echo x >~/file && cat ~/file && echo $HOME").output())
                    .isEqualTo("x\n/nonexistent");
        }
    }

    @Test
    void homeHasTheFilesThatPeoplePutThere() throws Exception {
        Files.createDirectories(home.resolve("home/.m2"));
        Files.writeString(home.resolve("home/.m2/settings.xml"), "<settings/>");

        assertThat(run("cat ~/.m2/settings.xml; echo more >> ~/.m2/settings.xml")
                        .output())
                .isEqualTo("<settings/>");
        assertThat(home.resolve("home/.m2/settings.xml")).hasContent("<settings/>");
    }

    @Test
    void withoutIsolationACommandNeedsPermission() {
        var settings = new Sandbox.Settings(home.resolve("s"), home, Map.of(), List.of(), false);
        var command = new Command(List.of("true"), workspace, Map.of(), "x");
        var confinement = new Confinement("x", List.of(), List.of(), Optional.empty(), limits);

        assertThatThrownBy(() -> new Sandbox(settings, new Machine(-1, -1)).confine(command, confinement))
                .isInstanceOf(IsolationUnavailable.class);
    }

    @Test
    void commandIsUnchangedWherePeopleAllowThat() throws Exception {
        var none = new Sandbox(new Sandbox.Settings(home.resolve("s"), home, Map.of(), List.of(), true));
        var command = new Command(List.of("true"), workspace, Map.of(), "x");
        var confinement = new Confinement("x", List.of(), List.of(), Optional.empty(), limits);

        assertThat(none.level()).contains(Isolation.NONE);
        assertThat(none.confine(command, confinement)).isSameAs(command);
    }
}
