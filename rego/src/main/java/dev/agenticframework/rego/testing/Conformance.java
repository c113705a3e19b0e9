package dev.agenticframework.rego.testing;

import dev.agenticframework.rego.source.RegoVersion;
import dev.agenticframework.rego.value.ArrayValue;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.NumberValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Runs the conformance cases of the Open Policy Agent in a folder, and reports the results by topic.
///
/// Cases below a folder `v0` have that dialect, all others are v1.
public final class Conformance {
    private final Map<String, int[]> topics = new TreeMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private int skipped;

    private static final int PASSED = 0;
    private static final int FAILED = 1;

    private Conformance() {}

    /// A failed case and the reason.
    public record Failure(String file, String note, String reason) {}

    /// The result of a run.
    ///
    /// @param topics the counts by topic
    public record Report(int passed, int failed, int skipped, Map<String, Tally> topics, List<Failure> failures) {
        public Report {
            topics = new TreeMap<>(topics);
            failures = List.copyOf(failures);
        }

        /// Returns the report as JSON: `{"passed", "failed", "skipped", "topics", "failures"}`.
        public String toJson() {
            ObjectValue.Builder byTopic = ObjectValue.builder();
            topics.forEach((topic, tally) -> byTopic.put(topic, tally.toValue()));
            return JsonText.writePretty(ObjectValue.builder()
                    .put("passed", NumberValue.of(passed))
                    .put("failed", NumberValue.of(failed))
                    .put("skipped", NumberValue.of(skipped))
                    .put("topics", byTopic.build())
                    .put(
                            "failures",
                            ArrayValue.of(failures.stream().map(Report::toValue).toList()))
                    .build());
        }

        private static Value toValue(Failure failure) {
            return ObjectValue.builder()
                    .put("file", StringValue.of(failure.file()))
                    .put("note", StringValue.of(failure.note()))
                    .put("reason", StringValue.of(failure.reason()))
                    .build();
        }
    }

    /// The counts of one topic.
    public record Tally(int passed, int failed) {
        Value toValue() {
            return ObjectValue.builder()
                    .put("passed", NumberValue.of(passed))
                    .put("failed", NumberValue.of(failed))
                    .build();
        }
    }

    /// Runs every case in every YAML file below a folder.
    ///
    /// @param skip selects topics to skip
    public static Report run(Path folder, Predicate<String> skip) {
        Conformance run = new Conformance();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Conformance::isYaml).sorted().forEach(file -> run.file(folder, file, skip));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return run.report();
    }

    private static boolean isYaml(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    private void file(Path folder, Path file, Predicate<String> skip) {
        RegoVersion version = isBelowV0(file) ? RegoVersion.V0 : RegoVersion.V1;
        String name = folder.relativize(file).toString();
        String topic = topic(file);
        try {
            for (ConformanceCase wanted : ConformanceCase.parse(Files.readString(file), version)) {
                if (skip.test(topic)) {
                    skipped++;
                } else {
                    judge(name, topic, wanted);
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            fail(name, topic, name, "unreadable file: " + unreadable);
        }
    }

    // The name of the file's folder.
    private static String topic(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        Path name = folder == null ? null : folder.getFileName();
        return name == null ? "" : name.toString();
    }

    private static boolean isBelowV0(Path file) {
        for (Path part : file.toAbsolutePath()) {
            if (part.toString().equals("v0")) {
                return true;
            }
        }
        return false;
    }

    private void judge(String file, String topic, ConformanceCase wanted) {
        String problem = ConformanceRun.problem(wanted);
        if (problem == null) {
            tally(topic)[PASSED]++;
        } else {
            fail(file, topic, wanted.note(), problem);
        }
    }

    private void fail(String file, String topic, String note, String reason) {
        tally(topic)[FAILED]++;
        failures.add(new Failure(file, note, reason));
    }

    private int[] tally(String topic) {
        return topics.computeIfAbsent(topic, _ -> new int[2]);
    }

    private Report report() {
        Map<String, Tally> tallies = new TreeMap<>();
        int passed = 0;
        for (Map.Entry<String, int[]> topic : topics.entrySet()) {
            tallies.put(topic.getKey(), new Tally(topic.getValue()[PASSED], topic.getValue()[FAILED]));
            passed += topic.getValue()[PASSED];
        }
        return new Report(passed, failures.size(), skipped, tallies, failures);
    }
}
