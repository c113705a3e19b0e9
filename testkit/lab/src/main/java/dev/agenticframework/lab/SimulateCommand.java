package dev.agenticframework.lab;

import dev.agenticframework.runtime.Shell;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `simulate --seed N --histories N [--json]`: simulates workflows, and reports the seeds that violate an invariant.
@Command(
        name = "simulate",
        description = "Simulate workflows with faults between any two steps, and check the invariants of the engine.",
        mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final long HISTORIES_BETWEEN_NEWS = 100;
    private static final int MOST_SHRUNK = 5;

    @Option(names = "--seed", description = "The first seed (default: ${DEFAULT-VALUE}).", defaultValue = "1")
    private long seed = 1;

    @Option(
            names = "--histories",
            description = "The number of seeds (default: ${DEFAULT-VALUE}).",
            defaultValue = "1000")
    private long histories = 1_000;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private record Failure(long seed, Violation violation) {}

    @Override
    public Integer call() {
        long steps = 0;
        Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
        List<Failure> failures = new ArrayList<>();
        Consumer<String> progress = Progress.to(spec.commandLine().getErr());
        for (long next = seed; next < seed + histories; next++) {
            Simulation.Result result = Simulation.run(Simulation.Settings.of(next));
            steps += result.steps();
            result.faults().forEach((fault, count) -> faults.merge(fault, count, Integer::sum));
            long failed = next;
            result.violation().ifPresent(violation -> failures.add(new Failure(failed, violation)));
            if (next % HISTORIES_BETWEEN_NEWS == 0) {
                progress.accept(
                        next - seed + 1 + " of " + histories + " histories, " + failures.size() + " violations");
            }
        }
        progress.accept("");
        print(steps, faults, failures);
        return failures.isEmpty() ? 0 : FAILED;
    }

    private void print(long steps, Map<Fault, Integer> faults, List<Failure> failures) {
        var byName = new TreeMap<String, Integer>();
        faults.forEach((fault, count) -> byName.put(fault.name().toLowerCase(java.util.Locale.ROOT), count));
        if (json) {
            spec.commandLine().getOut().println(document(steps, byName, failures));
            return;
        }
        var out = spec.commandLine().getOut();
        out.println(histories + " histories, " + steps + " steps, " + failures.size() + " violations");
        byName.forEach((fault, count) -> out.println("  " + fault + ": " + count));
        failures.stream().limit(MOST_SHRUNK).forEach(failure -> {
            out.println("seed " + failure.seed() + ": " + failure.violation());
            out.println("  smallest: " + shrunk(failure));
        });
        out.flush();
    }

    private static Simulation.Settings shrunk(Failure failure) {
        return Shrinker.shrink(
                Simulation.Settings.of(failure.seed()),
                Shell.Engine.REAL,
                false,
                failure.violation().invariant());
    }

    private String document(long steps, Map<String, Integer> faults, List<Failure> failures) {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        document.put("seed", seed);
        document.put("histories", histories);
        document.put("steps", steps);
        ObjectNode byKind = document.putObject("faults");
        faults.forEach(byKind::put);
        document.put("violations", failures.size());
        var seeds = document.putArray("seeds");
        failures.forEach(failure -> seeds.addObject()
                .put("seed", failure.seed())
                .put("invariant", failure.violation().invariant().name())
                .put("what", failure.violation().what()));
        return document.toString();
    }
}
