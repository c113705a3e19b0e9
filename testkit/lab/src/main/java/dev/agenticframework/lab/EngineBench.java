package dev.agenticframework.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agenticframework.runtime.WorkerMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Measures our engine, each load in a fresh process and a fresh directory. To compare another engine, add a method
/// that returns a [Row].
public final class EngineBench {
    private static final int SLOTS = WorkerMessage.Hello.MAX_SLOTS;

    private final List<String> java;
    private final Path directory;

    /// Where the agents run.
    public enum Agents {
        /// In the engine's process, as on the embedded platform.
        TOGETHER("agentic (journal synced, groups commits)"),
        /// In another process, over a socket.
        APART("agentic, agents in another process");

        private final String shown;

        Agents(String shown) {
            this.shown = shown;
        }

        @Override
        public String toString() {
            return shown;
        }
    }

    /// One measurement.
    ///
    /// @param name of the engine, with its durability
    /// @param inFlight workflows at once; 0: started at `ratePerSecond`
    /// @param ratePerSecond 0: as fast as it goes
    /// @param workflowsPerSecond completed
    /// @param p50Ms from request to seen completion
    /// @param p99Ms the same
    /// @param cpuMs of the engine, worker and load, for a workflow
    /// @param bytesKept on disk, for a workflow
    /// @param rssMiB of the process
    public record Row(
            String name,
            int inFlight,
            int ratePerSecond,
            double workflowsPerSecond,
            double p50Ms,
            double p99Ms,
            double cpuMs,
            long bytesKept,
            long rssMiB) {}

    /// Measures with this Java in this directory.
    public EngineBench(List<String> java, Path directory) {
        this.java = List.copyOf(java);
        this.directory = directory;
    }

    /// One load.
    ///
    /// @param inFlight workflows at once; 0: at a rate
    /// @param ratePerSecond 0: as fast as it goes
    /// @param seconds how long, after a warm-up
    public Row measure(Agents agents, int inFlight, int ratePerSecond, int seconds)
            throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(directory, "engine");
        try {
            var line = new ArrayList<>(java);
            line.addAll(List.of(
                    EngineLoad.class.getName(),
                    home.toString(),
                    Integer.toString(inFlight),
                    Integer.toString(ratePerSecond),
                    Integer.toString(seconds)));
            if (agents == Agents.APART) {
                line.addAll(java);
                line.addAll(List.of(NoopAgent.class.getName(), home.toString(), Integer.toString(SLOTS)));
            }
            Process process = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("the load ended with " + process.exitValue());
            }
            return row(agents, inFlight, ratePerSecond, text.strip().split(" "));
        } finally {
            Torture.delete(home);
        }
    }

    private static Row row(Agents agents, int inFlight, int ratePerSecond, String[] numbers) {
        return new Row(
                agents.shown,
                inFlight,
                ratePerSecond,
                Double.parseDouble(numbers[0]),
                Long.parseLong(numbers[1]) / 1_000.0,
                Long.parseLong(numbers[2]) / 1_000.0,
                Long.parseLong(numbers[3]) / 1_000.0,
                Long.parseLong(numbers[4]),
                Long.parseLong(numbers[5]));
    }
}
