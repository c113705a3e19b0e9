package dev.agenticframework.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `bench engine [--json]`: the durable six-task workflow, at several numbers in flight and at 50 per second.
@Command(
        name = "engine",
        description =
                "Measure the engine: a durable six-task workflow, at several numbers in flight and at a steady rate.",
        mixinStandardHelpOptions = true)
public final class EngineBenchCommand implements Callable<Integer> {
    @Option(
            names = "--in-flight",
            split = ",",
            description = "The numbers of workflows in flight (default: ${DEFAULT-VALUE}).",
            defaultValue = "32,64,128,256,512")
    private List<Integer> inFlight = List.of();

    @Option(
            names = "--rate",
            description = "The rate per second at which to measure latency (default: ${DEFAULT-VALUE}).",
            defaultValue = "50")
    private int rate = 50;

    @Option(
            names = "--seconds",
            description = "The duration of each load (default: ${DEFAULT-VALUE}).",
            defaultValue = "10")
    private int seconds = 10;

    @Option(names = "--directory", description = "A directory on the disk to measure (default: the current directory).")
    private Path directory = Path.of("");

    @Option(
            names = "--peers",
            split = ",",
            description =
                    "Other engines to measure, or 'none' (default: ${DEFAULT-VALUE}). To include Temporal, which is"
                            + " much slower, add it.",
            defaultValue = "restate,dbos")
    private List<String> peers = List.of();

    @Option(
            names = "--apart",
            negatable = true,
            description = "Also measure with the agents in another process (default: ${DEFAULT-VALUE}).",
            defaultValue = "true",
            fallbackValue = "true")
    private boolean apart = true;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var bench = new EngineBench(Torture.java(), Files.createDirectories(directory.toAbsolutePath()));
        var rows = new ArrayList<EngineBench.Row>();
        Consumer<String> progress = Progress.to(spec.commandLine().getErr());
        for (EngineBench.Agents agents : where()) {
            for (int workflows : inFlight) {
                progress.accept(agents + ": " + workflows + " in flight ...");
                rows.add(bench.measure(agents, workflows, 0, seconds));
            }
            if (rate > 0) {
                progress.accept(agents + ": " + rate + " a second ...");
                rows.add(bench.measure(agents, 0, rate, seconds));
            }
        }
        var others = new ArrayList<JsonNode>();
        var missing = new TreeMap<String, String>();
        var beside =
                new PeerBench(Path.of(System.getProperty("agentic.install", "")).toAbsolutePath());
        for (String peer : peers.stream().filter(name -> !name.equals("none")).toList()) {
            progress.accept(peer + " ...");
            PeerBench.Result result = beside.measure(peer, inFlight, rate, seconds);
            others.addAll(result.lines());
            if (!result.missing().isEmpty()) {
                missing.put(peer, result.missing());
            }
        }
        progress.accept("");
        print(rows, others, missing);
        return 0;
    }

    private List<EngineBench.Agents> where() {
        return apart ? List.of(EngineBench.Agents.values()) : List.of(EngineBench.Agents.TOGETHER);
    }

    private void print(List<EngineBench.Row> rows, List<JsonNode> others, Map<String, String> missing) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(document(rows, others, missing));
        } else {
            rows.forEach(row -> out.println(String.format(
                    Locale.ROOT,
                    "%s  %s  %.0f/s  p50 %.1f ms  p99 %.1f ms  %.2f CPU ms  %d bytes  %d MiB",
                    row.name(),
                    row.inFlight() == 0 ? "at " + row.ratePerSecond() + "/s" : row.inFlight() + " in flight",
                    row.workflowsPerSecond(),
                    row.p50Ms(),
                    row.p99Ms(),
                    row.cpuMs(),
                    row.bytesKept(),
                    row.rssMiB())));
            others.forEach(out::println);
            missing.forEach((peer, why) -> out.println(peer + ": not measured: " + why));
        }
        out.flush();
    }

    private static String document(List<EngineBench.Row> rows, List<JsonNode> others, Map<String, String> missing) {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        var engines = document.putArray("engines");
        for (EngineBench.Row row : rows) {
            engines.addObject()
                    .put("name", row.name())
                    .put("inFlight", row.inFlight())
                    .put("ratePerSecond", row.ratePerSecond())
                    .put("workflowsPerSecond", row.workflowsPerSecond())
                    .put("p50Ms", row.p50Ms())
                    .put("p99Ms", row.p99Ms())
                    .put("cpuMsPerWorkflow", row.cpuMs())
                    .put("bytesPerWorkflow", row.bytesKept())
                    .put("rssMiB", row.rssMiB());
        }
        others.forEach(engines::add);
        ObjectNode absent = document.putObject("missing");
        missing.forEach(absent::put);
        return document.toString();
    }
}
