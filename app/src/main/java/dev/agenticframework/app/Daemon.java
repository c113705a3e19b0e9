package dev.agenticframework.app;

import dev.agenticframework.cli.CommandFailure;
import dev.agenticframework.cli.ExitCode;
import dev.agenticframework.cli.Host.Endpoint;
import dev.agenticframework.host.ProcessGroups;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Starts and stops the process of the platform.
final class Daemon {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(25);
    private static final String MAX_HEAP = "-Xmx320m";
    // More carriers than a laptop has cores, so that the API answers while agents compute.
    private static final String CARRIERS = "-Djdk.virtualThreadScheduler.parallelism=8";

    private final Installation installation;

    Daemon(Installation installation) {
        this.installation = installation;
    }

    Endpoint start(int port, Consumer<String> progress) {
        progress.accept("Starting the platform in " + installation.home() + " ...");
        try {
            Path output = installation.settings().file("logs/start.log");
            Files.createDirectories(output.getParent());
            long said = Files.exists(output) ? Files.size(output) : 0;
            Process process = new ProcessBuilder(command(port))
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .directory(installation.home().toFile())
                    .start();
            return awaited(process, output, said);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.PLATFORM,
                    "HOME_NOT_WRITABLE",
                    "Cannot start the platform in '" + installation.home() + "': " + e.getMessage() + ".",
                    "Make the directory writable, or set AGENTIC_HOME to another one.");
        }
    }

    /// Uses the options of this JVM, so that the platform has the same class path and start-up cache. Starts a new
    /// session, so that the platform outlives the terminal.
    private List<String> command(int port) {
        var command = new ArrayList<String>();
        command.add(installation.settings().javaHome().resolve("bin/java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-Xmx") && !option.startsWith("-XX:TieredStopAtLevel"))
                .forEach(command::add);
        command.add(MAX_HEAP);
        command.add(CARRIERS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "serve"));
        if (port > 0) {
            command.addAll(List.of("--port", Integer.toString(port)));
        }
        return ProcessGroups.inNewSession(command);
    }

    private Endpoint awaited(Process process, Path output, long said) throws IOException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (System.nanoTime() < deadline) {
            // HTTP requests slow down a starting platform, so wait until it has announced itself.
            boolean announced = Beacon.read(installation.beacon())
                    .filter(beacon -> ProcessHandle.of(beacon.pid()).isPresent())
                    .isPresent();
            var running = announced ? installation.running() : Optional.<Endpoint>empty();
            if (running.isPresent()) {
                return running.get();
            }
            if (waited(process)) {
                var failure = failure(output, said);
                // Another command can start the platform at the same time. Then wait until that platform answers.
                if (!failure.code().equals("PLATFORM_IN_USE")) {
                    return installation.running().orElseThrow(() -> failure);
                }
                pause();
            }
        }
        if (!process.isAlive()) {
            throw failure(output, said);
        }
        process.destroy();
        throw new CommandFailure(
                ExitCode.PLATFORM,
                "PLATFORM_START_TIMEOUT",
                "The platform did not answer within " + START_TIMEOUT.toSeconds() + " seconds.",
                "Read " + output + ".");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean waited(Process process) {
        try {
            return process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// Reads why the platform did not start, from its last line of the form `CODE | message | remedy`.
    ///
    /// @param said the size of the file before this start
    private static CommandFailure failure(Path output, long said) {
        try (var text = Files.newInputStream(output)) {
            text.skipNBytes(said);
            var lines = new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (String line : lines.reversed()) {
                String[] parts = line.split(" \\| ", 3);
                if (parts.length == 3) {
                    return new CommandFailure(ExitCode.PLATFORM, parts[0], parts[1], parts[2]);
                }
            }
        } catch (IOException e) {
            // Nothing to read. The general error below applies.
        }
        return new CommandFailure(
                ExitCode.PLATFORM, "PLATFORM_START_FAILED", "The platform did not start.", "Read " + output + ".");
    }

    boolean stop(Consumer<String> progress) {
        var beacon = Beacon.read(installation.beacon());
        var process = beacon.filter(installation::answers).flatMap(known -> ProcessHandle.of(known.pid()));
        if (process.isEmpty()) {
            return Leftovers.clear(installation.settings(), progress);
        }
        progress.accept("Stopping the platform and its services ...");
        process.get().destroy();
        try {
            process.get().onExit().get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new CommandFailure(
                    ExitCode.PLATFORM,
                    "PLATFORM_STOP_TIMEOUT",
                    "The platform (process " + process.get().pid() + ") did not stop within " + STOP_TIMEOUT.toSeconds()
                            + " seconds.",
                    "Read " + installation.settings().file("logs/platform.0.log") + ".");
        }
        return true;
    }
}
