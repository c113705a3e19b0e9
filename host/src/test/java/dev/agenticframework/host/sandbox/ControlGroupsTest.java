package dev.agenticframework.host.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agenticframework.host.Command;
import dev.agenticframework.host.ProcessGroups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ControlGroupsTest {

    @TempDir
    Path place;

    /// The files of a system that says that a group is ours.
    private Path proc(String group, String rootOfMount) throws IOException {
        var self = Files.createDirectories(place.resolve("proc/self"));
        Files.writeString(self.resolve("cgroup"), "1:name=systemd:/\n0::" + group + "\n");
        Files.writeString(
                self.resolve("mountinfo"),
                "23 1 0:21 / /proc rw shared:1 - proc proc rw\n" + "31 23 0:28 " + rootOfMount + " "
                        + place.resolve("fs") + " rw shared:9 - cgroup2 cgroup2 rw\n");
        return place.resolve("proc");
    }

    private Path group(String path, String controllers, String members) throws IOException {
        var group = Files.createDirectories(place.resolve("fs").resolve(path));
        Files.writeString(group.resolve("cgroup.controllers"), controllers);
        Files.writeString(group.resolve("cgroup.procs"), members);
        Files.writeString(group.resolve("cgroup.type"), "domain");
        Files.writeString(group.resolve("cgroup.subtree_control"), "");
        return group;
    }

    @Test
    void groupOfAnotherProcessIsNotDivided() throws IOException {
        var group = group(
                "system.slice/shell.scope",
                "cpu memory pids",
                "1\n" + ProcessHandle.current().pid());

        assertThat(ControlGroups.delegated(proc("/system.slice/shell.scope", "/")))
                .isEmpty();
        assertThat(group.resolve("cgroup.subtree_control")).isEmptyFile();
        assertThat(group.resolve("agentic-platform")).doesNotExist();
    }

    @Test
    void groupWithoutControllersIsOfNoUse() throws IOException {
        group("ours", "hugetlb", "");

        assertThat(ControlGroups.delegated(proc("/ours", "/"))).isEmpty();
    }

    @Test
    void groupIsFoundBelowTheRootOfTheMount() throws IOException {
        group("ours", "cpu memory pids", "");

        assertThat(ControlGroups.delegated(proc("/docker/1/ours", "/docker/1")))
                .contains(new ControlGroups(place.resolve("fs/ours")));
        assertThat(ControlGroups.delegated(proc("/elsewhere", "/docker/1"))).isEmpty();
        assertThat(ControlGroups.delegated(place.resolve("no-such-folder"))).isEmpty();
    }

    /// Where the machine offers them.
    @Nested
    @EnabledOnOs(OS.LINUX)
    class Real {
        private static final long MEBIBYTE = 1L << 20;

        private final ControlGroups groups =
                ControlGroups.delegated(Path.of("/proc")).orElse(null);
        private final Limits limits =
                new Limits(200 * MEBIBYTE, 40, 1024, 100 * MEBIBYTE, Optional.of(Duration.ofMinutes(1)));

        private String run(String script) throws IOException, InterruptedException {
            assumeTrue(groups != null, "no part of the tree of control groups belongs to this process");
            var sandbox = new Sandbox(
                    new Sandbox.Settings(place.resolve("sandbox"), place, System.getenv(), List.of(), false));
            var level = sandbox.level().orElseThrow();
            var command = new Command(
                    List.of("sh", "-c", script), Path.of("/"), Map.of("PATH", System.getenv("PATH")), "job/1");
            var confinement =
                    new Confinement("job/orders", List.of(), List.of(), Optional.of(place.resolve("scratch")), limits);
            var output = new CompletableFuture<String>();
            new ProcessGroups("test-" + UUID.randomUUID())
                    .run(
                            sandbox.confine(
                                    command, confinement, new Sandbox.Offered(level, false, Optional.of(groups))),
                            Duration.ofMinutes(1),
                            stream -> output.complete(new String(stream.readAllBytes(), UTF_8).strip()));
            return output.join();
        }

        @Test
        void memoryOfAllProcessesTogetherIsBounded() throws Exception {
            // Each holds 60 MiB, less than the limit.
            var hold = "(head -c 60000000 /dev/zero | tail -c 60000000 | (sleep 3; wc -c)) & ";

            assertThat(run(hold + "wait; echo all")).endsWith("all");
            assertThat(run(hold.repeat(8) + "wait; echo all")).doesNotContain("all");
        }

        @Test
        void numberOfAllProcessesTogetherIsBounded() throws Exception {
            assertThat(run("i=0; while [ $i -lt 200 ]; do sleep 5 & i=$((i+1)); done 2>/dev/null; echo all"))
                    .doesNotContain("all");
        }

        @Test
        void nothingIsLeftOfACommand() throws Exception {
            run("env -i setsid sleep 4244.4244 >/dev/null 2>&1 & echo started");

            for (int i = 0; i < 100 && !commands().isEmpty(); i++) {
                Thread.sleep(20);
            }
            assertThat(commands()).isEmpty();
            assertThat(ProcessHandle.allProcesses()
                            .filter(process ->
                                    process.info().commandLine().orElse("").contains("4244.4244")))
                    .isEmpty();
        }

        private List<Path> commands() throws IOException {
            try (var all = Files.list(groups.tree())) {
                return all.filter(group -> group.getFileName().toString().startsWith("agentic-command-"))
                        .toList();
            }
        }
    }
}
