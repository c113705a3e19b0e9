package dev.agenticframework.regocli;

import dev.agenticframework.rego.LoadFailure;
import dev.agenticframework.rego.PolicyFiles;
import dev.agenticframework.rego.RegoError;
import dev.agenticframework.rego.RegoTests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rego test`: runs the rules whose names begin with `test_`.
@Command(name = "test", mixinStandardHelpOptions = true, description = "Run the tests of policies.")
final class TestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", description = "Files and folders.")
    private List<String> paths = new ArrayList<>();

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Option(
            names = {"-v", "--verbose"},
            description = "Name every test.")
    private boolean verbose;

    @Option(
            names = {"-r", "--run"},
            paramLabel = "REGEX",
            description = "Only tests whose names match.")
    private String run = "";

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "5", description = "Of each test.")
    private int timeoutSeconds = 5;

    @Option(
            names = {"-f", "--format"},
            defaultValue = "pretty",
            description = "pretty, json or junit.")
    private String format = "pretty";

    private final Output output = new Output();

    @Override
    public Integer call() {
        boolean asJson = format.equals("json");
        try {
            PolicyFiles files = policies.load(paths);
            Pattern pattern = Pattern.compile(run);
            RegoTests.Options options =
                    new RegoTests.Options(name -> pattern.matcher(name).find(), Duration.ofSeconds(timeoutSeconds));
            return switch (RegoTests.run(files.modules(), files.data(), policies.version(), options)) {
                case RegoTests.Outcome.Failed(List<RegoError> errors) -> output.failed(errors, asJson);
                case RegoTests.Outcome.Ran(List<RegoTests.Result> results) -> report(results);
            };
        } catch (LoadFailure | PatternSyntaxException unreadable) {
            return output.failed(String.valueOf(unreadable.getMessage()), asJson);
        }
    }

    private int report(List<RegoTests.Result> results) {
        output.text(
                switch (format) {
                    case "json" -> TestReport.json(results);
                    case "junit" -> TestReport.junit(results);
                    default -> TestReport.pretty(results, verbose);
                });
        boolean passed = results.stream()
                .allMatch(result ->
                        result.status() == RegoTests.Status.PASS || result.status() == RegoTests.Status.SKIPPED);
        return passed ? Exit.OK : Exit.BAD_OUTCOME;
    }
}
