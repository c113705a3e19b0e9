package dev.agenticframework.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.Resumption;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryFormatTest {
    private static final TaskId TASK = new TaskId("t1");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    /// Histories as they were written before tasks could be suspended, and what each was when it was written: the
    /// workflow's id, status and sequence, and each task's state and attempt.
    private static List<String> expected() throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(HistoryFormatTest.class.getResourceAsStream("histories-1.txt")),
                StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }

    private static List<byte[]> histories(int count) throws IOException {
        var histories = new ArrayList<byte[]>();
        try (var in = new DataInputStream(
                Objects.requireNonNull(HistoryFormatTest.class.getResourceAsStream("histories-1.bin")))) {
            for (int i = 0; i < count; i++) {
                histories.add(in.readNBytes(in.readInt()));
            }
        }
        return histories;
    }

    private static String describe(Workflow workflow) {
        return Stream.concat(
                        Stream.of(workflow.id() + " " + workflow.status() + " " + workflow.sequence()),
                        IntStream.range(0, workflow.tasks().size())
                                .mapToObj(i -> workflow.plan().tasks().get(i).id() + "="
                                        + workflow.tasks().get(i).getClass().getSimpleName() + "/"
                                        + workflow.tasks().get(i).past().attempt()))
                .collect(Collectors.joining(" "));
    }

    @Test
    void historyWrittenBySomeEarlierVersionReplaysToTheSameWorkflow() throws IOException {
        List<String> expected = expected();
        List<byte[]> histories = histories(expected.size());

        assertThat(expected).hasSizeGreaterThan(100);
        for (int i = 0; i < expected.size(); i++) {
            WorkflowId id = WorkflowId.parse(expected.get(i).split(" ")[0]).orElseThrow();
            Workflow workflow = Workflow.replay(id, HistoryFormat.read(histories.get(i)));
            assertThat(describe(workflow)).isEqualTo(expected.get(i));
        }
    }

    @Test
    void historyWrittenBySomeEarlierVersionIsWrittenAgainByteForByte() throws IOException {
        for (byte[] history : histories(expected().size())) {
            assertThat(HistoryFormat.write(HistoryFormat.read(history))).isEqualTo(history);
        }
    }

    static Stream<Fact> factsOfSuspension() {
        return Stream.of(
                new Fact.TaskSuspended(TASK, 1, "pipeline/42", NOON, NOON.plusSeconds(9), Report.NONE),
                new Fact.TaskResumed(TASK, 1, new Resumption.Signalled("pipeline/42", "{}")),
                new Fact.TaskResumed(TASK, 1, new Resumption.Woken("pipeline/42")),
                new Fact.TaskResumed(TASK, 1, new Resumption.Expired("pipeline/42")),
                new Fact.TaskResumed(TASK, 1, new Resumption.Stopped("pipeline/42")),
                new Fact.SignalReceived(TASK, "pipeline/42", "{}"));
    }

    @ParameterizedTest
    @MethodSource("factsOfSuspension")
    void factOfASuspensionIsReadAsItWasWritten(Fact fact) {
        var entries = List.of(new Entry(7, NOON, fact));

        assertThat(HistoryFormat.read(HistoryFormat.write(entries))).isEqualTo(entries);
    }
}
