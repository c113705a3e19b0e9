package dev.agenticframework.regocli;

import dev.agenticframework.rego.testing.Conformance;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rego conformance`: runs the conformance cases of OPA.
@Command(
        name = "conformance",
        mixinStandardHelpOptions = true,
        description = "Run the conformance cases of the Open Policy Agent in a folder.")
final class ConformanceCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            description = "A folder of YAML files with cases. Cases below a folder named v0 use Rego v0.")
    private Path folder = Path.of(".");

    @Option(names = "--json", description = "Print JSON.")
    private boolean asJson;

    @Option(names = "--skip", paramLabel = "TOPIC", split = ",", description = "Topics (folders) to skip.")
    private List<String> skip = new ArrayList<>();

    private final Output output = new Output();

    @Override
    public Integer call() {
        if (!Files.isDirectory(folder)) {
            return output.failed("'" + folder + "' is not a folder. Specify a folder of YAML files.", asJson);
        }
        try {
            Conformance.Report report = Conformance.run(folder, skip::contains);
            if (asJson) {
                output.line(report.toJson());
            } else {
                print(report);
            }
            return report.failed() == 0 ? Exit.OK : Exit.CHECK_FAILED;
        } catch (UncheckedIOException unreadable) {
            return output.failed(String.valueOf(unreadable.getMessage()), asJson);
        }
    }

    private void print(Conformance.Report report) {
        report.topics()
                .forEach((topic, tally) ->
                        output.line("%-44s %5d passed %4d failed".formatted(topic, tally.passed(), tally.failed())));
        for (Conformance.Failure failure : report.failures()) {
            output.line("");
            output.line("FAILED " + failure.note() + " (" + failure.file() + ")");
            output.line("  " + failure.reason().replace("\n", "\n  "));
        }
        output.line("");
        output.line(report.passed() + " passed, " + report.failed() + " failed, " + report.skipped() + " skipped");
    }
}
