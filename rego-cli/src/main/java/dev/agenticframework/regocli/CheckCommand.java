package dev.agenticframework.regocli;

import dev.agenticframework.rego.Compilation;
import dev.agenticframework.rego.CompileOptions;
import dev.agenticframework.rego.Rego;
import dev.agenticframework.rego.bundle.LoadFailure;
import dev.agenticframework.rego.bundle.PolicyFiles;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.value.ObjectValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rego check`: parses and compiles policies.
@Command(name = "check", mixinStandardHelpOptions = true, description = "Check policies for errors.")
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", description = "Files and folders to check.")
    private List<String> paths = new ArrayList<>();

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Option(
            names = {"-S", "--strict"},
            description = "Report unused variables and imports, and deprecated built-ins, as errors.")
    private boolean strict;

    @Option(
            names = {"-f", "--format"},
            defaultValue = "pretty",
            description = "Output format: pretty or json.")
    private String format = "pretty";

    private final Output output = new Output();

    @Override
    public Integer call() {
        boolean asJson = format.equals("json");
        try {
            PolicyFiles files = policies.load(paths);
            CompileOptions options = CompileOptions.of(policies.version());
            Compilation compiled =
                    Rego.compile(files.modules(), ObjectValue.EMPTY, strict ? options.asStrict() : options);
            if (compiled instanceof Compilation.Failed(List<RegoError> errors)) {
                output.failed(errors, asJson);
                return Exit.CHECK_FAILED;
            }
            if (asJson) {
                output.json(ObjectValue.EMPTY);
            }
            return Exit.OK;
        } catch (LoadFailure unreadable) {
            return output.failed(String.valueOf(unreadable.getMessage()), asJson);
        }
    }
}
