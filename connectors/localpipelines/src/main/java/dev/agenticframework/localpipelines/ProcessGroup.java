package dev.agenticframework.localpipelines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A process and all that it starts, which end together.
///
/// The process leads a group of its own, so that one signal reaches all of it. Those that leave the group are found by
/// a mark in their environment, where the system shows it (Linux).
final class ProcessGroup {

    /// The variable that marks every process of a run; its value is unique to the run and the job.
    static final String MARK = "AGENTIC_JOB";

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final Path PROCESSES = Path.of("/proc");

    private ProcessGroup() {}

    /// Runs a command to its end, or until its time is up.
    ///
    /// @return its exit code; empty when its time was up
    static Optional<Integer> run(
            List<String> command, Path folder, Map<String, String> environment, Duration timeout, JobLog log)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(leading(command)).directory(folder.toFile());
        builder.redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().clear();
        environment.forEach((name, value) -> builder.environment().put(name, value.replace("\0", "")));
        var process = builder.start();
        var reader = Thread.startVirtualThread(() -> drain(process, log));
        try {
            boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                signal("TERM", process.pid());
                process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            }
            end(process, environment);
            reader.join(DRAIN);
            return ended ? Optional.of(process.exitValue()) : Optional.empty();
        } catch (InterruptedException e) {
            end(process, environment);
            throw e;
        } finally {
            process.getInputStream().close();
        }
    }

    private static List<String> leading(List<String> command) {
        if (!Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            return command;
        }
        var all = new ArrayList<>(List.of("/usr/bin/setsid"));
        all.addAll(command);
        return all;
    }

    private static void drain(Process process, JobLog log) {
        try {
            log.drain(process.getInputStream());
        } catch (IOException e) {
            // The stream was closed because the process and its group are gone.
        }
    }

    private static void end(Process process, Map<String, String> environment) throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        signal("KILL", process.pid());
        // By its handle: the process itself would close its output before all of it is read.
        process.toHandle().destroyForcibly();
        var mark = environment.get(MARK);
        if (mark != null) {
            killMarked(mark);
        }
    }

    private static void signal(String name, long group) throws IOException {
        var kill = new ProcessBuilder("kill", "-" + name, "--", "-" + group)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        kill.onExit().join();
    }

    /// Ends the processes whose mark begins so: those of one job, or what a killed platform left of a whole run.
    static void killMarked(String mark) throws IOException {
        if (!Files.isDirectory(PROCESSES)) {
            return;
        }
        try (var processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (var process : processes) {
                if (isMarked(process, mark)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .filter(p -> p.pid() != ProcessHandle.current().pid())
                            .ifPresent(ProcessHandle::destroyForcibly);
                }
            }
        }
    }

    private static boolean isMarked(Path process, String mark) {
        try {
            var environment = "\0" + new String(Files.readAllBytes(process.resolve("environ")), UTF_8);
            return environment.contains("\0" + MARK + "=" + mark);
        } catch (IOException e) {
            return false;
        }
    }
}
