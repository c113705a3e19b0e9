package dev.agenticframework.regocli;

import dev.agenticframework.rego.BuiltinContext;
import dev.agenticframework.rego.Compilation;
import dev.agenticframework.rego.CompileOptions;
import dev.agenticframework.rego.JsonText;
import dev.agenticframework.rego.LoadFailure;
import dev.agenticframework.rego.NetworkAccess;
import dev.agenticframework.rego.ObjectValue;
import dev.agenticframework.rego.Outcome;
import dev.agenticframework.rego.Policy;
import dev.agenticframework.rego.PolicyFiles;
import dev.agenticframework.rego.Preparation;
import dev.agenticframework.rego.PreparedQuery;
import dev.agenticframework.rego.Rego;
import dev.agenticframework.rego.RegoError;
import dev.agenticframework.rego.RegoVersion;
import dev.agenticframework.rego.RunOptions;
import dev.agenticframework.rego.Value;
import dev.agenticframework.rego.YamlText;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rego eval`: evaluates a query.
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        description = "Evaluate a query, such as 'data.authz.allow' or 'x := 1; x < 2'.")
final class EvalCommand implements Callable<Integer> {
    @Parameters(paramLabel = "QUERY", description = "The query.")
    private String query = "";

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final InputOptions input = new InputOptions();

    @Option(
            names = {"-f", "--format"},
            defaultValue = "json",
            description = "json, pretty, values, bindings, raw or discard.")
    private ResultFormat format = ResultFormat.json;

    @Option(names = "--strict-builtin-errors", description = "The first failure of a built-in ends the evaluation.")
    private boolean strictBuiltinErrors;

    @Option(
            names = {"-S", "--strict"},
            description = "Unused variables and imports are errors.")
    private boolean strict;

    @Option(names = "--fail", description = "Exit with 1 when the result is undefined or empty.")
    private boolean fail;

    @Option(names = "--fail-defined", description = "Exit with 1 when the result is defined and not empty.")
    private boolean failDefined;

    @Option(names = "--import", paramLabel = "PATH", description = "Import for the query, such as data.authz.")
    private List<String> imports = new ArrayList<>();

    @Option(
            names = "--allow-net",
            paramLabel = "HOST",
            split = ",",
            description = "Hosts that http.send and net.lookup_ip_addr may reach; none otherwise.")
    private List<String> hosts = new ArrayList<>();

    private final Output output = new Output();

    @Override
    public Integer call() {
        boolean asJson = format == ResultFormat.json;
        try {
            PolicyFiles files = policies.load();
            Value document = input.read();
            CompileOptions options = policies.version() == RegoVersion.V0 ? CompileOptions.V0 : CompileOptions.V1;
            options = options.withPrint();
            return switch (Rego.compile(files.modules(), files.data(), strict ? options.asStrict() : options)) {
                case Compilation.Failed(List<RegoError> errors) -> output.failed(errors, asJson);
                case Compilation.Compiled(Policy policy) -> evaluate(policy, document, asJson);
            };
        } catch (LoadFailure | UncheckedIOException | JsonText.InvalidJson | YamlText.InvalidYaml unreadable) {
            return output.failed(String.valueOf(unreadable.getMessage()), asJson);
        }
    }

    private int evaluate(Policy policy, @org.jspecify.annotations.Nullable Value document, boolean asJson) {
        return switch (policy.prepare(query, imports)) {
            case Preparation.Failed(List<RegoError> errors) -> output.failed(errors, asJson);
            case Preparation.Prepared(PreparedQuery prepared) -> report(prepared.run(document, options()), asJson);
        };
    }

    private RunOptions options() {
        BuiltinContext.Settings now = RunOptions.now().settings();
        Set<String> network = hosts.isEmpty() ? Set.of() : Set.of("http.send", "net.lookup_ip_addr");
        RunOptions options = RunOptions.of(new BuiltinContext.Settings(
                now.nowNanos(),
                now.seed(),
                () -> false,
                output::note,
                output::note,
                ObjectValue.EMPTY,
                new NetworkAccess(network, new HashSet<>(hosts))));
        return strictBuiltinErrors ? options.strict() : options;
    }

    private int report(Outcome outcome, boolean asJson) {
        if (outcome instanceof Outcome.Failed(List<RegoError> errors)) {
            return output.failed(errors, asJson);
        }
        Outcome.Solutions solutions = (Outcome.Solutions) outcome;
        String text = format.write(solutions);
        if (!text.isEmpty()) {
            output.line(text);
        }
        boolean empty = ResultFormat.isEmpty(solutions);
        return (fail && empty) || (failDefined && !empty) ? Exit.BAD_OUTCOME : Exit.OK;
    }
}
