package dev.agenticframework.regocli;

import dev.agenticframework.rego.bundle.LoadFailure;
import dev.agenticframework.rego.bundle.PolicyFiles;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.testing.RegoTests;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rego test`: runs the rules whose names start with `test_`.
@Command(name = "test", mixinStandardHelpOptions = true, description = "Run the tests of policies.")
final class TestCommand implements Callable<Integer> {
    private static final int PERCENT = 100;

    @Parameters(paramLabel = "PATH", description = "Files and folders with policies and tests.")
    private List<String> paths = new ArrayList<>();

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Option(
            names = {"-v", "--verbose"},
            description = "List every test.")
    private boolean verbose;

    @Option(
            names = {"-r", "--run"},
            paramLabel = "REGEX",
            description = "Run only tests whose names match.")
    private String run = "";

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "5s",
            description = "Time limit of each test (default: ${DEFAULT-VALUE}).")
    private String timeout = "5s";

    @Option(
            names = {"-z", "--exit-zero-on-skipped"},
            description = "Exit with 0 even if tests are skipped.")
    private boolean zeroOnSkipped;

    @Option(
            names = {"-f", "--format"},
            defaultValue = "pretty",
            description = "Output format: pretty, json or junit.")
    private String format = "pretty";

    @Option(
            names = {"-c", "--coverage"},
            description = "Report the rows that the tests reached, as JSON.")
    private boolean coverage;

    @Option(
            names = "--threshold",
            paramLabel = "PERCENT",
            description = "Exit with 1 if less than PERCENT of the rows are covered.")
    private int threshold;

    private final Output output = new Output();

    @Override
    public Integer call() {
        boolean asJson = format.equals("json");
        try {
            PolicyFiles files = policies.load(paths);
            Pattern pattern = Pattern.compile(run);
            RegoTests.Options options = new RegoTests.Options(
                    name -> pattern.matcher(name).find(), Durations.parse(timeout), coverage || threshold > 0);
            return switch (RegoTests.run(files.modules(), files.data(), policies.version(), options)) {
                case RegoTests.Outcome.Failed(List<RegoError> errors) -> output.failed(errors, asJson);
                case RegoTests.Outcome.Ran ran -> report(ran);
            };
        } catch (LoadFailure | UncheckedIOException | IllegalArgumentException unreadable) {
            return output.failed(String.valueOf(unreadable.getMessage()), asJson);
        }
    }

    private int report(RegoTests.Outcome.Ran ran) {
        List<RegoTests.Result> results = ran.results();
        boolean passed = results.stream()
                .allMatch(result -> result.status() == RegoTests.Status.PASS
                        || (zeroOnSkipped && result.status() == RegoTests.Status.SKIPPED));
        boolean failed = results.stream()
                .anyMatch(result ->
                        result.status() == RegoTests.Status.FAIL || result.status() == RegoTests.Status.ERROR);
        if (coverage && !failed) {
            output.json(Observation.Covered.report(ran.coverage()));
        } else {
            output.text(
                    switch (format) {
                        case "json" -> TestReport.json(results);
                        case "junit" -> TestReport.junit(results);
                        default -> TestReport.pretty(results, verbose);
                    });
        }
        return passed && isCovered(ran) ? Exit.OK : Exit.CHECK_FAILED;
    }

    private boolean isCovered(RegoTests.Outcome.Ran ran) {
        int covered = ran.coverage().values().stream()
                .mapToInt(file -> file.covered().size())
                .sum();
        int missed = ran.coverage().values().stream()
                .mapToInt(file -> file.missed().size())
                .sum();
        return covered * PERCENT >= threshold * (covered + missed);
    }
}
