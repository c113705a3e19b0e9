package dev.agenticframework.regocli;

import dev.agenticframework.rego.Compilation;
import dev.agenticframework.rego.CompileOptions;
import dev.agenticframework.rego.Outcome;
import dev.agenticframework.rego.Policy;
import dev.agenticframework.rego.Preparation;
import dev.agenticframework.rego.PreparedQuery;
import dev.agenticframework.rego.Rego;
import dev.agenticframework.rego.bundle.LoadFailure;
import dev.agenticframework.rego.bundle.PolicyFiles;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import dev.agenticframework.rego.value.YamlText;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rego bench`: measures a prepared query after a warm-up.
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measure a prepared query.")
final class BenchCommand implements Callable<Integer> {
    private static final int MAX_SAMPLES = 2_000_000;
    private static final long NANOS_A_SECOND = 1_000_000_000L;
    private static final int PERCENT = 100;

    @Parameters(paramLabel = "QUERY", description = "The query.")
    private String query = "";

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final InputOptions input = new InputOptions();

    @Option(names = "--warmup", defaultValue = "3", description = "Seconds to warm up (default: ${DEFAULT-VALUE}).")
    private int warmupSeconds = 3;

    @Option(names = "--time", defaultValue = "3", description = "Seconds to measure (default: ${DEFAULT-VALUE}).")
    private int measuredSeconds = 3;

    @Option(names = "--json", description = "Print JSON: nsPerOp, min, p50, p99, iterations, compileNs, firstNs.")
    private boolean asJson;

    private final Output output = new Output();

    @Override
    public Integer call() {
        try {
            PolicyFiles files = policies.load();
            Value document = input.read();
            CompileOptions options = CompileOptions.of(policies.version());
            long start = System.nanoTime();
            Compilation compiled = Rego.compile(files.modules(), files.data(), options);
            if (compiled instanceof Compilation.Failed(List<RegoError> errors)) {
                return output.failed(errors, asJson);
            }
            Policy policy = ((Compilation.Compiled) compiled).policy();
            return switch (policy.prepare(query)) {
                case Preparation.Failed(List<RegoError> errors) -> output.failed(errors, asJson);
                case Preparation.Prepared(PreparedQuery prepared) ->
                    measure(prepared, document, System.nanoTime() - start);
            };
        } catch (LoadFailure | UncheckedIOException | JsonText.InvalidJson | YamlText.InvalidYaml unreadable) {
            return output.failed(String.valueOf(unreadable.getMessage()), asJson);
        }
    }

    private int measure(PreparedQuery prepared, @Nullable Value document, long compileNanos) {
        long start = System.nanoTime();
        if (prepared.run(document) instanceof Outcome.Failed(List<RegoError> errors)) {
            return output.failed(errors, asJson);
        }
        long firstNanos = System.nanoTime() - start;
        run(prepared, document, warmupSeconds);
        long[] samples = run(prepared, document, measuredSeconds);
        Arrays.sort(samples);
        report(samples, compileNanos, firstNanos);
        return Exit.OK;
    }

    private static long[] run(PreparedQuery prepared, @Nullable Value document, int seconds) {
        long[] samples = new long[MAX_SAMPLES];
        int count = 0;
        long end = System.nanoTime() + seconds * NANOS_A_SECOND;
        long before = System.nanoTime();
        while (before < end && count < MAX_SAMPLES) {
            prepared.run(document);
            long after = System.nanoTime();
            samples[count++] = after - before;
            before = after;
        }
        return Arrays.copyOf(samples, count);
    }

    private void report(long[] samples, long compileNanos, long firstNanos) {
        long mean = Arrays.stream(samples).sum() / Math.max(samples.length, 1);
        long median = percentile(samples, 50);
        long high = percentile(samples, 99);
        if (asJson) {
            output.json(ObjectValue.builder()
                    .put("nsPerOp", NumberValue.of(mean))
                    .put("min", NumberValue.of(samples.length == 0 ? 0 : samples[0]))
                    .put("p50", NumberValue.of(median))
                    .put("p99", NumberValue.of(high))
                    .put("iterations", NumberValue.of(samples.length))
                    .put("compileNs", NumberValue.of(compileNanos))
                    .put("firstNs", NumberValue.of(firstNanos))
                    .build());
        } else {
            output.line(TextTable.write(
                    List.of("samples", "ns/op", "p50", "p99", "compile ns", "first ns"),
                    List.of(List.of(
                            Integer.toString(samples.length),
                            Long.toString(mean),
                            Long.toString(median),
                            Long.toString(high),
                            Long.toString(compileNanos),
                            Long.toString(firstNanos)))));
        }
    }

    private static long percentile(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, sorted.length * percent / PERCENT)];
    }
}
