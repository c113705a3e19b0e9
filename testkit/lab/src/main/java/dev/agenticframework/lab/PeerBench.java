package dev.agenticframework.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Measures other engines with the same load, through `bench/peers/run`, which finds their servers, starts them and
/// removes what they leave.
final class PeerBench {
    private static final int SECONDS_TO_BUILD_AND_START = 180;
    private static final int ALLOWED_PER_MEASURED_SECOND = 4;
    private static final int SECONDS_TO_STOP = 20;

    private final Path script;

    /// The result of the measurements.
    ///
    /// @param lines one for each load, as `bench/peers/README.md` describes them
    /// @param missing why there are no more lines; empty when everything was measured
    record Result(List<JsonNode> lines, String missing) {}

    /// @param root of the project
    PeerBench(Path root) {
        script = root.resolve("bench").resolve("peers").resolve("run");
    }

    Result measure(String peer, List<Integer> inFlight, int rate, int seconds)
            throws IOException, InterruptedException {
        if (!Files.isExecutable(script)) {
            return new Result(List.of(), script + " is not there: run from the project's directory");
        }
        String loads = inFlight.stream().map(String::valueOf).collect(Collectors.joining(","));
        Process process = new ProcessBuilder(
                        script.toString(),
                        peer,
                        "--",
                        "-in-flight",
                        loads,
                        "-rate",
                        rate > 0 ? "" + rate : "",
                        "-seconds",
                        Integer.toString(seconds))
                .start();
        process.getOutputStream().close();
        var output = text(process.getInputStream());
        var errors = text(process.getErrorStream());
        long allowed =
                SECONDS_TO_BUILD_AND_START + (long) ALLOWED_PER_MEASURED_SECOND * seconds * (inFlight.size() + 1);
        boolean ended = process.waitFor(allowed, TimeUnit.SECONDS);
        if (!ended) {
            stop(process);
        }
        String missing = !ended
                ? "it was stopped after " + allowed + " s"
                : process.exitValue() == 0 ? "" : lastLine(errors.join()) + " (see bench/peers/README.md)";
        return new Result(lines(output.join()), missing);
    }

    private static CompletableFuture<String> text(java.io.InputStream stream) {
        var whole = new CompletableFuture<String>();
        Thread.startVirtualThread(() -> {
            try {
                whole.complete(new String(stream.readAllBytes(), UTF_8));
            } catch (IOException _) {
                whole.complete("");
            }
        });
        return whole;
    }

    /// Stops the engines first, so that the script continues and removes their files.
    private static void stop(Process process) throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static List<JsonNode> lines(String output) {
        var lines = new ArrayList<JsonNode>();
        output.lines()
                .filter(line -> line.startsWith("{"))
                .forEach(line -> lines.add(JsonMapper.shared().readTree(line)));
        return lines;
    }

    private static String lastLine(String text) {
        return text.lines().filter(line -> !line.isBlank()).reduce("it failed", (_, last) -> last);
    }
}
