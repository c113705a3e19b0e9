package dev.agenticframework.rego.testing;

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
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.NullValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs one case and checks the result.
final class ConformanceRun {
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(20), Limits.DEFAULT.steps(), Limits.DEFAULT.collected());
    private static final NetworkAccess LOCAL = new NetworkAccess(
            Set.of("net.lookup_ip_addr"), Set.of("localhost", "127.0.0.1", "::1", "v4.org", "v6.org", "error.org"));

    private ConformanceRun() {}

    /// Returns the reason of the failure, or null when the case passes.
    static @Nullable String problem(ConformanceCase wanted) {
        try {
            return judge(wanted, outcome(wanted));
        } catch (RuntimeException | StackOverflowError crash) {
            return "crash: " + crash;
        }
    }

    private static Outcome outcome(ConformanceCase wanted) {
        // Cases call this to let time pass, which does not change the time of a query.
        CompileOptions options = CompileOptions.of(wanted.version())
                .withBuiltin("test.sleep(duration: string) null", (_, _) -> NullValue.NULL);
        Compilation compiled = Rego.compile(
                wanted.modules(), ObjectValue.EMPTY, wanted.strictCompiler() ? options.asStrict() : options);
        if (compiled instanceof Compilation.Failed(List<RegoError> errors)) {
            return new Outcome.Failed(errors);
        }
        // In these cases, rules and base documents may have the same path.
        Policy policy = ((Compilation.Compiled) compiled).policy().withData(wanted.data());
        return switch (policy.prepare(wanted.query())) {
            case Preparation.Failed(List<RegoError> errors) -> new Outcome.Failed(errors);
            case Preparation.Prepared(PreparedQuery query) -> query.run(wanted.input(), options(wanted));
        };
    }

    private static RunOptions options(ConformanceCase wanted) {
        ObjectValue runtime =
                wanted.environment().size() == 0 ? ObjectValue.EMPTY : ObjectValue.of("env", wanted.environment());
        long now = RunOptions.now().settings().nowNanos();
        BuiltinContext.Settings settings =
                new BuiltinContext.Settings(now, 1, () -> false, _ -> {}, _ -> {}, runtime, LOCAL);
        RunOptions options = RunOptions.of(settings).within(LIMITS);
        return wanted.strictBuiltinErrors() ? options.strict() : options;
    }

    private static @Nullable String judge(ConformanceCase wanted, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed(List<RegoError> errors) -> judgeErrors(wanted, errors);
            case Outcome.Solutions solutions -> judgeSolutions(wanted, solutions);
        };
    }

    private static @Nullable String judgeErrors(ConformanceCase wanted, List<RegoError> errors) {
        String shown =
                String.join("; ", errors.stream().map(RegoError::toString).toList());
        if (wanted.errorCode().isEmpty() && wanted.error().isEmpty()) {
            return "unexpected error: " + shown;
        }
        boolean code = errors.stream()
                .anyMatch(error -> wanted.errorCode().isEmpty() || error.code().equals(wanted.errorCode()));
        boolean message = shown.contains(wanted.error());
        return code && message
                ? null
                : "wanted error " + wanted.errorCode() + ": " + wanted.error() + ", got: " + shown;
    }

    private static @Nullable String judgeSolutions(ConformanceCase wanted, Outcome.Solutions solutions) {
        if (!wanted.errorCode().isEmpty() || !wanted.error().isEmpty()) {
            return "wanted error " + wanted.errorCode() + ": " + wanted.error() + ", got " + bindings(solutions);
        }
        Boolean defined = wanted.defined();
        if (defined != null && defined != solutions.isDefined()) {
            return defined ? "wanted a solution, got none" : "wanted no solution, got " + bindings(solutions);
        }
        ArrayValue results = wanted.results();
        if (results == null) {
            return null;
        }
        List<Value> got = bindings(solutions);
        List<Value> expected = results.toList();
        if (wanted.sorted()) {
            got = sorted(got);
            expected = sorted(expected);
        }
        return got.equals(expected) ? null : "wanted " + expected + ", got " + got;
    }

    // Neither the order of the solutions nor that of the elements of an array matters.
    private static List<Value> sorted(List<Value> solutions) {
        List<Value> sorted = new ArrayList<>();
        for (Value solution : solutions) {
            ObjectValue.Builder bindings = ObjectValue.builder();
            ObjectValue object = (ObjectValue) solution;
            for (int i = 0; i < object.size(); i++) {
                bindings.put(object.keyAt(i), sorted(object.valueAt(i)));
            }
            sorted.add(bindings.build());
        }
        Collections.sort(sorted);
        return sorted;
    }

    private static Value sorted(Value value) {
        if (!(value instanceof ArrayValue array)) {
            return value;
        }
        List<Value> items = array.toList();
        Collections.sort(items);
        return ArrayValue.of(items);
    }

    private static List<Value> bindings(Outcome.Solutions solutions) {
        List<Value> all = new ArrayList<>();
        for (Outcome.Solution solution : solutions.all()) {
            ObjectValue.Builder bindings = ObjectValue.builder();
            solution.bindings().forEach(bindings::put);
            all.add(JsonText.parse(JsonText.write(bindings.build())));
        }
        return all;
    }
}
