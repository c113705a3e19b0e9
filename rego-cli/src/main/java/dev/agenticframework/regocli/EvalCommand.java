package dev.agenticframework.regocli;

import dev.agenticframework.rego.Compilation;
import dev.agenticframework.rego.CompileOptions;
import dev.agenticframework.rego.Limits;
import dev.agenticframework.rego.Outcome;
import dev.agenticframework.rego.Policy;
import dev.agenticframework.rego.Preparation;
import dev.agenticframework.rego.PreparedQuery;
import dev.agenticframework.rego.Rego;
import dev.agenticframework.rego.RunOptions;
import dev.agenticframework.rego.builtin.BuiltinContext;
import dev.agenticframework.rego.builtin.NetworkAccess;
import dev.agenticframework.rego.bundle.LoadFailure;
import dev.agenticframework.rego.bundle.PolicyFiles;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.trace.Coverage;
import dev.agenticframework.rego.trace.Explanation;
import dev.agenticframework.rego.trace.Profile;
import dev.agenticframework.rego.trace.Tracer;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import dev.agenticframework.rego.value.YamlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
    @Parameters(paramLabel = "QUERY", arity = "0..1", description = "The query to evaluate.")
    private @Nullable String query;

    @Option(names = "--stdin", description = "Read the query from standard input.")
    private boolean queryOnStdin;

    @Option(
            names = "--package",
            paramLabel = "PATH",
            description = "Evaluate the query inside a package such as authz.")
    private @Nullable String inPackage;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "Time limit of the evaluation, such as 500ms, 10s or 1m (default: 1m).")
    private @Nullable String timeout;

    @Option(
            names = {"-p", "--partial"},
            hidden = true)
    private boolean partial;

    @Option(names = "--unknowns", hidden = true)
    private @Nullable String unknowns;

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final InputOptions input = new InputOptions();

    @Option(
            names = {"-f", "--format"},
            defaultValue = "json",
            description = "Output format: json, pretty, values, bindings, raw or discard.")
    private ResultFormat format = ResultFormat.json;

    @Option(names = "--strict-builtin-errors", description = "End the evaluation at the first failure of a built-in.")
    private boolean strictBuiltinErrors;

    @Option(
            names = {"-S", "--strict"},
            description = "Report unused variables and imports, and deprecated built-ins, as errors.")
    private boolean strict;

    @Option(names = "--fail", description = "Exit with 1 if the result is undefined or empty.")
    private boolean fail;

    @Option(names = "--fail-defined", description = "Exit with 1 if the result is defined and not empty.")
    private boolean failDefined;

    @Option(names = "--import", paramLabel = "PATH", description = "Import a path such as data.authz into the query.")
    private List<String> imports = new ArrayList<>();

    @Option(
            names = "--allow-net",
            paramLabel = "HOST",
            split = ",",
            description = "Hosts that http.send and net.lookup_ip_addr may reach (default: none).")
    private List<String> hosts = new ArrayList<>();

    @Option(names = "--explain", paramLabel = "DETAIL", description = "Explain the evaluation: full, notes or fails.")
    private @Nullable String explain;

    @Option(names = "--profile", description = "Report the time that each expression took.")
    private boolean profile;

    @Option(names = "--coverage", description = "Report the rows that were reached.")
    private boolean coverage;

    private final Output output = new Output();

    @Override
    public Integer call() {
        boolean asJson = format == ResultFormat.json;
        if (partial || unknowns != null) {
            return output.failed("Partial evaluation (--partial, --unknowns) is not supported.", asJson);
        }
        try {
            PolicyFiles files = policies.load();
            Value document = input.read();
            CompileOptions options = CompileOptions.of(policies.version());
            options = options.withPrint();
            return switch (Rego.compile(files.modules(), files.data(), strict ? options.asStrict() : options)) {
                case Compilation.Failed(List<RegoError> errors) -> output.failed(errors, asJson);
                case Compilation.Compiled(Policy policy) -> evaluate(policy, document, asJson);
            };
        } catch (LoadFailure
                | UncheckedIOException
                | IllegalArgumentException
                | JsonText.InvalidJson
                | YamlText.InvalidYaml unreadable) {
            return output.failed(String.valueOf(unreadable.getMessage()), asJson);
        }
    }

    private int evaluate(Policy policy, @Nullable Value document, boolean asJson) {
        Observation observation = observation();
        Policy watched = observation == null ? policy : policy.instrumented();
        return switch (watched.prepare(queryText(), imports, inPackage == null ? "" : inPackage)) {
            case Preparation.Failed(List<RegoError> errors) -> output.failed(errors, asJson);
            case Preparation.Prepared(PreparedQuery prepared) -> {
                Tracer tracer = observation == null ? Tracer.SILENT : observation.tracer();
                Outcome outcome = prepared.run(document, options(tracer), tracer);
                yield report(outcome, watched, observation);
            }
        };
    }

    private String queryText() {
        if (queryOnStdin == (query != null)) {
            throw new IllegalArgumentException("Specify either a query or --stdin.");
        }
        if (query != null) {
            return query;
        }
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private @Nullable Observation observation() {
        if (explain != null) {
            return new Observation.Explained(
                    new Explanation(),
                    switch (explain.toLowerCase(Locale.ROOT)) {
                        case "notes" -> Explanation.Detail.NOTES;
                        case "fails" -> Explanation.Detail.FAILS;
                        default -> Explanation.Detail.FULL;
                    });
        }
        if (profile) {
            return new Observation.Profiled(new Profile(System::nanoTime));
        }
        return coverage ? new Observation.Covered(new Coverage()) : null;
    }

    private RunOptions options(Tracer tracer) {
        Consumer<String> notes = tracer instanceof Explanation explanation ? explanation::note : _ -> {};
        BuiltinContext.Settings now = RunOptions.now().settings();
        Set<String> network = hosts.isEmpty() ? Set.of() : Set.of("http.send", "net.lookup_ip_addr");
        RunOptions options = RunOptions.of(new BuiltinContext.Settings(
                now.nowNanos(),
                now.seed(),
                () -> false,
                output::note,
                notes,
                ObjectValue.EMPTY,
                new NetworkAccess(network, new HashSet<>(hosts))));
        if (timeout != null) {
            Limits usual = options.limits();
            options = options.within(new Limits(Durations.parse(timeout), usual.steps(), usual.collected()));
        }
        return strictBuiltinErrors ? options.strict() : options;
    }

    private int report(Outcome outcome, Policy policy, @Nullable Observation observation) {
        boolean asJson = format == ResultFormat.json;
        if (observation != null && !asJson) {
            output.line(observation.text(policy));
        }
        if (outcome instanceof Outcome.Failed(List<RegoError> errors)) {
            return output.failed(errors, asJson);
        }
        Outcome.Solutions solutions = (Outcome.Solutions) outcome;
        String text = observation != null && asJson
                ? ResultFormat.writeJson(solutions, observation.json(policy))
                : format.write(solutions);
        if (!text.isEmpty()) {
            output.line(text);
        }
        boolean empty = ResultFormat.isEmpty(solutions);
        return (fail && empty) || (failDefined && !empty) ? Exit.CHECK_FAILED : Exit.OK;
    }
}
