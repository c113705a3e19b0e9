package dev.agenticframework.lab;

import dev.agenticframework.runtime.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `torture --minutes N [--json]`: kills engines under load and checks the stored data.
@Command(
        name = "torture",
        description = "Kill engines under load at random moments, fill their disk, and check the stored data.",
        mixinStandardHelpOptions = true)
public final class TortureCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int MOST_SHOWN = 20;
    private static final long SECONDS_PER_MINUTE = 60;

    @Option(names = "--minutes", description = "How long to run (default: ${DEFAULT-VALUE}).", defaultValue = "1")
    private double minutes = 1;

    @Option(
            names = "--seed",
            description = "The seed for the random moments (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private long seed = 1;

    @Option(
            names = "--directory",
            description = "The directory for the data (default: a temporary directory, which is deleted afterwards).")
    private Path directory = Path.of("");

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException, StoreException {
        boolean temporary = directory.toString().isEmpty();
        Path home = temporary ? Files.createTempDirectory("torture") : Files.createDirectories(directory);
        Consumer<String> progress = Progress.to(spec.commandLine().getErr());
        Torture.Result result = new Torture(
                        home, new SplittableRandom(seed), InstantSource.system(), Torture.java(), progress)
                .run(Duration.ofSeconds((long) (minutes * SECONDS_PER_MINUTE)));
        progress.accept("");
        DiskFaults.Result faults =
                DiskFaults.run(Files.createDirectories(home.resolve("small-disk")), InstantSource.system());
        var violations = new ArrayList<>(result.violations());
        violations.addAll(faults.violations());
        if (temporary && violations.isEmpty()) {
            Torture.delete(home);
        }
        print(result, faults, violations, home);
        return violations.isEmpty() ? 0 : FAILED;
    }

    private void print(Torture.Result result, DiskFaults.Result faults, List<Violation> violations, Path home) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(document(result, faults, violations));
        } else {
            out.println(result.kills() + " kills, " + result.workflows() + " workflows, "
                    + (faults.ran() ? "full and read-only disk, " : "no disk faults (this process may not mount), ")
                    + violations.size() + " violations");
            violations.stream().limit(MOST_SHOWN).forEach(violation -> out.println("  " + violation));
            if (!violations.isEmpty()) {
                out.println("The data is kept in " + home + ", the output of the processes in "
                        + home.resolve(Torture.ERRORS));
            }
        }
        out.flush();
    }

    private String document(Torture.Result result, DiskFaults.Result faults, List<Violation> violations) {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        document.put("seed", seed);
        document.put("kills", result.kills());
        document.put("workflows", result.workflows());
        ObjectNode refusals = document.putObject("refusals");
        result.refusals().forEach(refusals::put);
        document.put("diskFaults", faults.ran());
        document.put("violations", violations.size());
        var details = document.putArray("details");
        violations.forEach(violation -> details.add(violation.toString()));
        return document.toString();
    }
}
