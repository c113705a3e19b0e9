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
import dev.agenticframework.rego.builtin.Operands;
import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.source.RegoVersion;
import dev.agenticframework.rego.trace.Coverage;
import dev.agenticframework.rego.trace.Tracer;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.JsonWriter;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Runs the rules whose names start with `test_`, and judges them by their values, like `opa test`. Rules that start
/// with `todo_test_` are skipped. A rule such as `test_price[name]` is a test with one case per name.
public final class RegoTests {
    private final Policy policy;
    private final Options options;
    private final Coverage coverage = new Coverage();
    private final List<String> printed = new ArrayList<>();
    /// The keys of the cases that the running test has begun. The compiled tests add them.
    private final List<ArrayValue> begun;

    private RegoTests(Policy policy, Options options, List<ArrayValue> begun) {
        this.policy = policy;
        this.options = options;
        this.begun = begun;
    }

    /// How to run tests.
    ///
    /// @param select selects tests by their names, such as `data.authz_test.test_allow`
    /// @param timeout for each test
    /// @param covered whether to measure coverage, which makes tests slower
    public record Options(Predicate<String> select, Duration timeout, boolean covered) {
        public static final Options ALL = new Options(_ -> true, Duration.ofSeconds(5), false);
    }

    /// The outcome of a test.
    public enum Status {
        PASS,
        FAIL,
        SKIPPED,
        ERROR
    }

    /// The result of one test.
    ///
    /// @param path the package, such as `data.authz_test`
    /// @param error why the test could not run, empty otherwise
    /// @param output the printed lines
    /// @param cases the outcome of each case, for a test with cases
    public record Result(
            String file,
            int row,
            int col,
            String path,
            String name,
            Status status,
            Duration duration,
            String error,
            List<String> output,
            Map<String, Status> cases) {
        public Result {
            output = List.copyOf(output);
            cases = new LinkedHashMap<>(cases);
        }
    }

    /// The result of a test run.
    public sealed interface Outcome {
        /// The selected tests have run.
        ///
        /// @param coverage the coverage of each file, empty if it was not requested
        record Ran(List<Result> results, SortedMap<String, Coverage.OfFile> coverage) implements Outcome {
            public Ran {
                results = List.copyOf(results);
                coverage = new TreeMap<>(coverage);
            }
        }

        /// The modules do not compile.
        record Failed(List<RegoError> errors) implements Outcome {
            public Failed {
                errors = List.copyOf(errors);
            }
        }
    }

    /// Compiles modules and runs their tests, ordered by file and position.
    public static Outcome run(Map<String, String> modules, ObjectValue data, RegoVersion version, Options options) {
        List<ArrayValue> begun = new ArrayList<>();
        CompileOptions compiling = CompileOptions.of(version)
                .withPrint()
                .withBuiltin("internal.test_case(key: any) boolean", (_, operands) -> {
                    begun.add(Operands.array(operands, 0));
                    return BooleanValue.TRUE;
                });
        return switch (Rego.compile(modules, data, compiling)) {
            case Compilation.Failed(List<RegoError> errors) -> new Outcome.Failed(errors);
            case Compilation.Compiled(Policy policy) -> {
                RegoTests tests = new RegoTests(options.covered() ? policy.instrumented() : policy, options, begun);
                List<Result> results = tests.runAll();
                yield new Outcome.Ran(
                        results, options.covered() ? tests.coverage.report(policy.coverableRows()) : new TreeMap<>());
            }
        };
    }

    private List<Result> runAll() {
        Map<String, Policy.Definition> tests = new LinkedHashMap<>();
        for (Policy.Definition rule : policy.definitions()) {
            boolean isTest = rule.name().startsWith("test_") || rule.name().startsWith("todo_test_");
            String name = rule.path() + "." + rule.name();
            if (isTest && !rule.function() && options.select().test(name)) {
                tests.putIfAbsent(name, rule);
            }
        }
        return tests.values().stream().map(this::run).toList();
    }

    private Result run(Policy.Definition test) {
        printed.clear();
        if (test.name().startsWith("todo_")) {
            return result(test, Status.SKIPPED, Duration.ZERO, "", Map.of());
        }
        begun.clear();
        long start = System.nanoTime();
        dev.agenticframework.rego.Outcome outcome = evaluate(test);
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        return switch (outcome) {
            case dev.agenticframework.rego.Outcome.Failed(List<RegoError> errors) ->
                result(test, Status.ERROR, duration, String.valueOf(errors.getFirst()), Map.of());
            case dev.agenticframework.rego.Outcome.Solutions solutions -> judge(test, duration, solutions);
        };
    }

    private dev.agenticframework.rego.Outcome evaluate(Policy.Definition test) {
        BuiltinContext.Settings now = RunOptions.now().settings();
        BuiltinContext.Settings settings = new BuiltinContext.Settings(
                now.nowNanos(),
                now.seed(),
                () -> false,
                printed::add,
                printed::add,
                ObjectValue.EMPTY,
                NetworkAccess.NONE);
        Limits limits = new Limits(options.timeout(), Limits.DEFAULT.steps(), Limits.DEFAULT.collected());
        return switch (policy.prepare(test.path() + "." + test.name())) {
            case Preparation.Failed(List<RegoError> errors) -> new dev.agenticframework.rego.Outcome.Failed(errors);
            case Preparation.Prepared(PreparedQuery query) ->
                query.run(null, RunOptions.of(settings).within(limits), options.covered() ? coverage : Tracer.SILENT);
        };
    }

    private Result judge(
            Policy.Definition test, Duration duration, dev.agenticframework.rego.Outcome.Solutions solutions) {
        if (!solutions.isDefined()) {
            return result(test, Status.FAIL, duration, "", cases(ObjectValue.EMPTY));
        }
        Value value = solutions.all().getFirst().value();
        if (value instanceof ObjectValue object) {
            Map<String, Status> cases = cases(object);
            boolean passed = !cases.isEmpty() && !cases.containsValue(Status.FAIL);
            return result(test, passed ? Status.PASS : Status.FAIL, duration, "", cases);
        }
        boolean passed = value.equals(BooleanValue.TRUE)
                || (value instanceof NumberValue || value instanceof StringValue || value instanceof ArrayValue);
        return result(test, passed ? Status.PASS : Status.FAIL, duration, "", Map.of());
    }

    // Every case that was begun, even if it is missing in the result.
    private Map<String, Status> cases(ObjectValue result) {
        Map<String, Status> cases = new LinkedHashMap<>();
        Map<Value, Boolean> seen = new HashMap<>();
        for (ArrayValue path : begun) {
            if (seen.put(path, true) == null) {
                cases.put(name(path), holds(result, path) ? Status.PASS : Status.FAIL);
            }
        }
        for (int i = 0; i < result.size() && begun.isEmpty(); i++) {
            boolean holds = result.valueAt(i).equals(BooleanValue.TRUE);
            cases.put(JsonWriter.keyText(result.keyAt(i)), holds ? Status.PASS : Status.FAIL);
        }
        return cases;
    }

    private static String name(ArrayValue path) {
        return String.join("/", path.toList().stream().map(JsonWriter::keyText).toList());
    }

    private static boolean holds(ObjectValue result, ArrayValue path) {
        Value current = result;
        for (Value key : path) {
            Value next = current instanceof ObjectValue object ? object.get(key) : null;
            if (next == null) {
                return false;
            }
            current = next;
        }
        return current.equals(BooleanValue.TRUE);
    }

    private Result result(
            Policy.Definition test, Status status, Duration duration, String error, Map<String, Status> cases) {
        return new Result(
                test.file(), test.row(), test.col(), test.path(), test.name(), status, duration, error, printed, cases);
    }
}
