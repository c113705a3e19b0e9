package dev.agenticframework.regocli;

import dev.agenticframework.rego.testing.RegoTests;
import dev.agenticframework.rego.testing.RegoTests.Result;
import dev.agenticframework.rego.testing.RegoTests.Status;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Prints the results of tests.
final class TestReport {
    private static final String RULE = "-".repeat(80);
    private static final double NANOS_A_MILLISECOND = 1e6;
    private static final double NANOS_A_SECOND = 1e9;

    private TestReport() {}

    static String pretty(List<Result> results, boolean verbose) {
        StringBuilder out = new StringBuilder();
        for (Result result : results) {
            if (verbose || result.status() != Status.PASS) {
                out.append(result.file()).append(':').append(result.row()).append(":\n");
                line(out, result);
            }
        }
        if (!out.isEmpty()) {
            out.append(RULE).append('\n');
        }
        List<Status> outcomes = outcomes(results);
        for (Status status : Status.values()) {
            int count = Collections.frequency(outcomes, status);
            if (count > 0) {
                out.append(status)
                        .append(": ")
                        .append(count)
                        .append('/')
                        .append(outcomes.size())
                        .append('\n');
            }
        }
        return out.toString();
    }

    // Each case of a test counts separately.
    private static List<Status> outcomes(List<Result> results) {
        List<Status> outcomes = new ArrayList<>();
        for (Result result : results) {
            if (result.cases().isEmpty()) {
                outcomes.add(result.status());
            } else {
                outcomes.addAll(result.cases().values());
            }
        }
        return outcomes;
    }

    private static void line(StringBuilder out, Result result) {
        out.append(result.path()).append('.').append(result.name()).append(": ").append(result.status());
        out.append(result.status() == Status.SKIPPED ? "\n" : " (" + duration(result.duration()) + ")\n");
        result.cases()
                .forEach((name, status) -> out.append("  ")
                        .append(name)
                        .append(": ")
                        .append(status)
                        .append('\n'));
        if (!result.error().isEmpty()) {
            out.append("  ").append(result.error().replace("\n", "\n  ")).append('\n');
        }
        if (!result.output().isEmpty()) {
            out.append('\n');
            result.output().forEach(text -> out.append("  ").append(text).append('\n'));
            out.append('\n');
        }
    }

    private static String duration(Duration duration) {
        return String.format(Locale.ROOT, "%.3fms", duration.toNanos() / NANOS_A_MILLISECOND);
    }

    static String json(List<Result> results) {
        return JsonText.writePretty(
                        ArrayValue.of(results.stream().map(TestReport::toValue).toList())) + "\n";
    }

    private static Value toValue(Result result) {
        ObjectValue.Builder value = ObjectValue.builder()
                .put("location", Output.location(result.file(), result.row(), result.col()))
                .put("package", StringValue.of(result.path()))
                .put("name", StringValue.of(result.name()))
                .put("duration", NumberValue.of(result.duration().toNanos()));
        switch (result.status()) {
            case FAIL -> value.put("fail", BooleanValue.TRUE);
            case SKIPPED -> value.put("skip", BooleanValue.TRUE);
            case ERROR -> value.put("error", ObjectValue.of("message", StringValue.of(result.error())));
            case PASS -> {}
        }
        if (!result.cases().isEmpty()) {
            ObjectValue.Builder cases = ObjectValue.builder();
            result.cases()
                    .forEach((name, status) ->
                            cases.put(name, ObjectValue.of("fail", BooleanValue.of(status == Status.FAIL))));
            value.put("sub_results", cases.build());
        }
        if (!result.output().isEmpty()) {
            value.put("output", StringValue.of(String.join("\n", result.output())));
        }
        return value.build();
    }

    static String junit(List<Result> results) {
        Map<String, List<Result>> byPackage = new LinkedHashMap<>();
        results.forEach(result ->
                byPackage.computeIfAbsent(result.path(), _ -> new ArrayList<>()).add(result));
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        byPackage.forEach((name, suite) -> suite(out, name, suite));
        return out.append("</testsuites>\n").toString();
    }

    private static void suite(StringBuilder out, String name, List<Result> suite) {
        out.append("  <testsuite name=\"")
                .append(escaped(name))
                .append("\" tests=\"")
                .append(suite.size());
        out.append("\" failures=\"").append(count(suite, Status.FAIL));
        out.append("\" errors=\"").append(count(suite, Status.ERROR));
        out.append("\" skipped=\"").append(count(suite, Status.SKIPPED)).append("\">\n");
        for (Result result : suite) {
            out.append("    <testcase classname=\"").append(escaped(name));
            out.append("\" name=\"").append(escaped(result.name())).append("\" time=\"");
            out.append(String.format(Locale.ROOT, "%.6f", result.duration().toNanos() / NANOS_A_SECOND))
                    .append("\"");
            String inner = inner(result);
            out.append(inner.isEmpty() ? "/>\n" : ">" + inner + "</testcase>\n");
        }
        out.append("  </testsuite>\n");
    }

    private static long count(List<Result> suite, RegoTests.Status status) {
        return suite.stream().filter(result -> result.status() == status).count();
    }

    private static String inner(Result result) {
        return switch (result.status()) {
            case PASS -> "";
            case SKIPPED -> "<skipped message=\"marked todo\"/>";
            case FAIL -> "<failure message=\"" + escaped(String.join("; ", result.output())) + "\"/>";
            case ERROR -> "<error message=\"" + escaped(result.error()) + "\"/>";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\n", "&#10;");
    }
}
