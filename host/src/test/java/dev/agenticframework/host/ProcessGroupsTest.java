package dev.agenticframework.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessGroupsTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Map<String, String> PATH = Map.of("PATH", System.getenv("PATH"));

    private final ProcessGroups groups = new ProcessGroups("test-" + UUID.randomUUID());
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(100);

    @TempDir
    Path directory;

    @AfterEach
    void endAll() {
        groups.killAll();
    }

    private Command shell(String unit, String script) {
        return new Command(List.of("sh", "-c", script), directory, PATH, unit);
    }

    private Optional<Integer> run(String script, Duration limit) throws IOException, InterruptedException {
        return groups.run(
                shell("job/1", script),
                limit,
                output -> new BufferedReader(new InputStreamReader(output))
                        .lines()
                        .forEach(lines::add));
    }

    private boolean lives(String pid) {
        return groups.table().find(Long.parseLong(pid)).isPresent();
    }

    @Test
    void commandReportsItsOutputAndExitCode() throws Exception {
        assertThat(run("echo out; echo err >&2; exit 3", LONG)).contains(3);
        assertThat(lines).containsExactly("out", "err");
    }

    @Test
    void environmentIsTheCommandsOwn() throws Exception {
        var command = new Command(
                List.of("sh", "-c", "echo \"$NAME|$HOME|$" + ProcessGroups.MARK + "\""),
                directory,
                Map.of("PATH", System.getenv("PATH"), "NAME", "a\0b"),
                "job/1");
        groups.run(command, LONG, output -> lines.add(new String(output.readAllBytes())));

        assertThat(lines).singleElement().asString().startsWith("ab||" + groups.mark("job/1"));
    }

    @Test
    void unknownProgramExitsWith127AndUnknownDirectoryIsAnError() throws Exception {
        assertThat(groups.run(new Command(List.of("no-such-program"), directory, PATH, "x"), LONG, output -> {}))
                .contains(127);
        assertThatThrownBy(() -> groups.run(
                        new Command(List.of("sh"), directory.resolve("missing"), PATH, "x"), LONG, output -> {}))
                .isInstanceOf(IOException.class);
    }

    @Test
    void grandchildEndsWithTheGroupOfItsLeader() throws Exception {
        var log = directory.resolve("log");
        var started = groups.start(shell("service/1", "sh -c 'sleep 1000 & echo $!; wait' & wait"), log);
        var grandchild = awaitContent(log);
        assertThat(lives(grandchild)).isTrue();

        groups.end(started.pid(), started.birth(), "service/1", Duration.ofSeconds(30));

        assertThat(lives(grandchild)).isFalse();
        assertThat(groups.all()).isEmpty();
    }

    private static String awaitContent(Path file) throws Exception {
        while (!Files.exists(file) || !Files.readString(file).endsWith("\n")) {
            Thread.sleep(5);
        }
        return Files.readString(file).strip();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void processThatLeftTheGroupEndsWithItsUnit() throws Exception {
        assertThat(run("setsid sleep 1000 & echo $!", LONG)).contains(0);

        assertThat(lives(lines.take())).isFalse();
        assertThat(groups.all()).isEmpty();
    }

    @Test
    void commandThatExceedsItsTimeIsEndedWithItsChildren() throws Exception {
        assertThat(run("trap 'echo asked' TERM; sleep 1000 & echo $!; wait; exit 0", Duration.ofMillis(300)))
                .isEmpty();
        assertThat(lives(lines.take())).isFalse();
        assertThat(lines).contains("asked");
    }

    @Test
    void commandThatIgnoresTheRequestToEndIsKilled() throws Exception {
        assertThat(run("trap '' TERM; echo $$; while :; do sleep 1; done", Duration.ofMillis(300)))
                .isEmpty();
        assertThat(lives(lines.take())).isFalse();
    }

    @Test
    void interruptionEndsTheCommand() throws Exception {
        var end = new CompletableFuture<Throwable>();
        var runner = Thread.ofVirtual().start(() -> {
            try {
                run("echo $$; sleep 1000", LONG);
            } catch (IOException | InterruptedException e) {
                end.complete(e);
            }
        });
        var pid = lines.take();
        runner.interrupt();

        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        assertThat(lives(pid)).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void unitsBelowAUnitEndWithItAndOthersDoNot() throws Exception {
        groups.start(shell("run/1", "sleep 1000"), directory.resolve("1"));
        groups.start(shell("run/2", "sleep 1000"), directory.resolve("2"));
        var other = groups.start(shell("run-2/1", "sleep 1000"), directory.resolve("3"));

        groups.killMarked("run");

        assertThat(groups.all()).isNotEmpty().allMatch(entry -> entry.group() == other.pid());
    }

    @Test
    void groupOfAnotherProcessWithTheSameNumberIsSpared() throws Exception {
        var started = groups.start(shell("service/1", "sleep 1000"), directory.resolve("log"));

        groups.kill(started.pid(), "another birth", "service/2");

        assertThat(started.process().isAlive()).isTrue();
    }

    /// Its leader has ended, as that of a recorded group may have before a restart of the platform.
    @Test
    @EnabledOnOs(OS.LINUX)
    void groupOfSomebodyElseWithTheSameNumberIsLeftAlone() throws Exception {
        var leader = new ProcessBuilder(
                        ProcessGroups.inNewSession(List.of("sh", "-c", "sleep 60 >/dev/null 2>&1 & echo $!")))
                .start();
        var member = new String(leader.getInputStream().readAllBytes()).strip();
        leader.waitFor();
        try {
            groups.kill(leader.pid(), "an earlier birth", "job/1");
            groups.end(leader.pid(), "an earlier birth", "job/1", Duration.ofMillis(100));

            assertThat(lives(member)).isTrue();
        } finally {
            ProcessSignal.KILL.send(Long.parseLong(member));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void runsOfTheSameUnitDoNotEndEachOther() throws Exception {
        var pid = new CompletableFuture<String>();
        var code = new CompletableFuture<Optional<Integer>>();
        Thread.ofVirtual().start(() -> {
            try {
                code.complete(groups.run(
                        shell("tool/python3", "echo $$; while [ ! -e go-on ]; do sleep 0.05; done"),
                        LONG,
                        output -> pid.complete(new BufferedReader(new InputStreamReader(output)).readLine())));
            } catch (IOException | InterruptedException e) {
                code.completeExceptionally(e);
            }
        });
        var first = pid.get();

        assertThat(groups.run(shell("tool/python3", "exit 0"), LONG, output -> {}))
                .contains(0);

        assertThat(lives(first)).isTrue();
        Files.createFile(directory.resolve("go-on"));
        assertThat(code.get()).contains(0);
    }
}
