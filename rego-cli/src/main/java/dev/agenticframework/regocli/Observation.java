package dev.agenticframework.regocli;

import dev.agenticframework.rego.Policy;
import dev.agenticframework.rego.trace.Coverage;
import dev.agenticframework.rego.trace.Explanation;
import dev.agenticframework.rego.trace.Profile;
import dev.agenticframework.rego.trace.Tracer;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

/// An observer of an evaluation, and its report.
sealed interface Observation {
    Tracer tracer();

    /// Returns the member of the JSON result.
    ObjectValue json(Policy policy);

    String text(Policy policy);

    record Explained(Explanation tracer, Explanation.Detail detail) implements Observation {
        @Override
        public ObjectValue json(Policy policy) {
            List<Value> lines = new ArrayList<>();
            tracer.text(detail).lines().forEach(line -> lines.add(StringValue.of(line)));
            return ObjectValue.of("explanation", ArrayValue.of(lines));
        }

        @Override
        public String text(Policy policy) {
            return tracer.text(detail);
        }
    }

    record Profiled(Profile tracer) implements Observation {
        private static final int MAX_LINES = 10;

        @Override
        public ObjectValue json(Policy policy) {
            List<Value> lines = new ArrayList<>();
            for (Profile.Line line : tracer.report()) {
                lines.add(ObjectValue.builder()
                        .put("total_time_ns", NumberValue.of(line.nanos()))
                        .put("num_eval", NumberValue.of(line.evals()))
                        .put("num_redo", NumberValue.of(line.redos()))
                        .put("location", Output.location(line.file(), line.row(), line.col()))
                        .build());
            }
            return ObjectValue.of("profile", ArrayValue.of(lines));
        }

        @Override
        public String text(Policy policy) {
            List<List<String>> rows = new ArrayList<>();
            for (Profile.Line line : tracer.report().stream().limit(MAX_LINES).toList()) {
                rows.add(List.of(
                        line.nanos() / 1_000 + "µs",
                        Long.toString(line.evals()),
                        Long.toString(line.redos()),
                        line.file() + ":" + line.row()));
            }
            return TextTable.write(List.of("TIME", "NUM EVAL", "NUM REDO", "LOCATION"), rows);
        }
    }

    record Covered(Coverage tracer) implements Observation {
        @Override
        public ObjectValue json(Policy policy) {
            return ObjectValue.of("coverage", report(tracer.report(policy.coverableRows())));
        }

        @Override
        public String text(Policy policy) {
            List<List<String>> rows = new ArrayList<>();
            tracer.report(policy.coverableRows())
                    .forEach((file, rowsOfFile) -> rows.add(List.of(
                            file,
                            percent(rowsOfFile) + " %",
                            rowsOfFile.missed().toString())));
            return TextTable.write(List.of("FILE", "COVERED", "ROWS NOT COVERED"), rows);
        }

        /// Returns coverage in the form of `opa test --coverage`.
        static ObjectValue report(SortedMap<String, Coverage.OfFile> files) {
            ObjectValue.Builder byFile = ObjectValue.builder();
            int covered = 0;
            int missed = 0;
            for (Map.Entry<String, Coverage.OfFile> file : files.entrySet()) {
                covered += file.getValue().covered().size();
                missed += file.getValue().missed().size();
                byFile.put(
                        file.getKey(),
                        ObjectValue.builder()
                                .put("covered", ranges(file.getValue().covered()))
                                .put("not_covered", ranges(file.getValue().missed()))
                                .put(
                                        "covered_lines",
                                        NumberValue.of(file.getValue().covered().size()))
                                .put(
                                        "not_covered_lines",
                                        NumberValue.of(file.getValue().missed().size()))
                                .put("coverage", NumberValue.parse(percent(file.getValue())))
                                .build());
            }
            return ObjectValue.builder()
                    .put("files", byFile.build())
                    .put("covered_lines", NumberValue.of(covered))
                    .put("not_covered_lines", NumberValue.of(missed))
                    .put("coverage", NumberValue.parse(percent(covered, missed)))
                    .build();
        }

        private static String percent(Coverage.OfFile file) {
            return percent(file.covered().size(), file.missed().size());
        }

        private static String percent(int covered, int missed) {
            long hundredths = covered + missed == 0 ? 10_000 : Math.round(10_000.0 * covered / (covered + missed));
            return hundredths % 100 == 0
                    ? Long.toString(hundredths / 100)
                    : hundredths / 100 + "." + (hundredths % 100 < 10 ? "0" : "") + hundredths % 100;
        }

        private static Value ranges(SortedSet<Integer> rows) {
            List<Value> ranges = new ArrayList<>();
            int start = -1;
            int end = -1;
            for (int row : rows) {
                if (row != end + 1 || start < 0) {
                    if (start >= 0) {
                        ranges.add(range(start, end));
                    }
                    start = row;
                }
                end = row;
            }
            if (start >= 0) {
                ranges.add(range(start, end));
            }
            return ArrayValue.of(ranges);
        }

        private static Value range(int start, int end) {
            return ObjectValue.builder()
                    .put("start", ObjectValue.of("row", NumberValue.of(start)))
                    .put("end", ObjectValue.of("row", NumberValue.of(end)))
                    .build();
        }
    }
}
