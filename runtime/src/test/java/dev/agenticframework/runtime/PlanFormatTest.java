package dev.agenticframework.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.engine.ApprovalPolicy;
import dev.agenticframework.engine.Condition;
import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Input;
import dev.agenticframework.engine.OnFailure;
import dev.agenticframework.engine.Outcome;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.RetryPolicy;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.Timeouts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Plans on disk: read as they were written, and refused when they are damaged.
class PlanFormatTest {
    private static final TaskId T1 = new TaskId("t1");
    private static final TaskSpec FIRST = TaskSpec.of("t1", "codegen", "make");
    private static final TaskSpec SECOND = TaskSpec.of("t2", "codegen", "make").after("t1");

    static Stream<Plan> plans() {
        var ended = new Condition.Ended(T1, Set.of(Outcome.SUCCEEDED, Outcome.FAILED));
        var output = new Condition.OutputIs(T1, "decision", "pass – ü");
        var escalation = new ApprovalPolicy.Escalation(Duration.ofHours(2), Set.of("group:admin", "bob"));
        var approval = new ApprovalPolicy(Set.of("anna"), true, Duration.ofHours(8), Optional.of(escalation));
        var short1 = new ApprovalPolicy(Set.of(), false, Duration.ofMinutes(1), Optional.empty());
        var timeouts = new Timeouts(
                Optional.of(Duration.ofMinutes(1)),
                Duration.ofMinutes(2),
                Optional.of(Duration.ofSeconds(3)),
                Optional.of(Duration.ofMinutes(4)));
        return Stream.of(
                Plan.of(FIRST),
                new Plan(
                        List.of(FIRST, SECOND), OnFailure.values()[OnFailure.values().length - 1], Duration.ofDays(30)),
                Plan.of(FIRST.withPriority(7).in("production").undoneBy("unmake")),
                Plan.of(FIRST.withInputs(
                        Map.of("a", new Input.Literal(""), "b", new Input.Literal("x".repeat(5_000))))),
                Plan.of(FIRST, SECOND.withInputs(Map.of("a", new Input.OutputOf(T1, "a")))),
                Plan.of(FIRST.withRetry(new RetryPolicy(9, Duration.ofMillis(1), 1.5, Duration.ofHours(1), 0.25))),
                Plan.of(FIRST.withTimeouts(timeouts)),
                Plan.of(FIRST.approvedBy(approval), SECOND.approvedBy(short1)),
                Plan.of(FIRST, SECOND.runWhen(ended)),
                Plan.of(FIRST, SECOND.runWhen(new Condition.RecoversFrom(T1))),
                Plan.of(
                        FIRST,
                        SECOND.runWhen(new Condition.All(
                                List.of(new Condition.Not(output), new Condition.Any(List.of(ended, output)))))),
                Plan.of(FIRST.asWorkflow(Plan.of(FIRST, SECOND.runWhen(ended)))));
    }

    private static byte[] bytes(Plan plan) {
        var sink = new ByteSink();
        PlanFormat.write(sink, plan);
        return sink.toBytes();
    }

    /// The first entry of a workflow with this plan, as it is on disk.
    private static byte[] history(Plan plan) {
        var request = new Request("olga", "make it", "t", "{}", Map.of("service", "shop"));
        var created = new Fact.WorkflowCreated(request, plan, "key", Optional.empty());
        return HistoryFormat.write(List.of(new Entry(1, Instant.parse("2026-01-01T00:00:00Z"), created)));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void planIsReadAsItWasWritten(Plan plan) {
        var source = new ByteSource(bytes(plan));

        assertThat(PlanFormat.read(source)).isEqualTo(plan);
        assertThat(source.hasMore()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("plans")
    void planThatIsCutOffAnywhereIsRefused(Plan plan) {
        byte[] bytes = history(plan);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> HistoryFormat.read(cut)).isInstanceOf(CorruptHistoryException.class);
        }
    }

    /// Some damage makes another possible plan: the checksums around it are for that.
    @ParameterizedTest
    @MethodSource("plans")
    void damagedPlanIsRefusedAsDamagedOrIsAPossiblePlan(Plan plan) {
        byte[] bytes = history(plan);
        var random = new SplittableRandom(1);
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = bytes.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(HistoryFormat.read(damaged)).isNotNull();
            } catch (CorruptHistoryException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void countThatIsLargerThanTheBytesIsRefusedWithoutMakingRoomForIt() {
        var sink = new ByteSink();
        sink.octet(0);
        sink.number(1_000);
        sink.number(Integer.MAX_VALUE);

        assertThatThrownBy(() -> PlanFormat.read(new ByteSource(sink.toBytes())))
                .isInstanceOf(CorruptHistoryException.class);
    }

    @Test
    void numberThatDoesNotEndIsRefused() {
        byte[] endless = new byte[20];
        Arrays.fill(endless, (byte) 0xff);

        assertThatThrownBy(() -> new ByteSource(endless).number()).isInstanceOf(CorruptHistoryException.class);
    }

    @Test
    void textThatWasNotWrittenBeforeCannotBeReferredTo() {
        var sink = new ByteSink();
        sink.number(2);

        assertThatThrownBy(() -> new ByteSource(sink.toBytes()).text()).isInstanceOf(CorruptHistoryException.class);
    }

    @Test
    void repeatedTextsAndNumbersOfAnySizeAreReadAsTheyWereWritten() {
        var numbers = List.of(0L, 1L, 127L, 128L, Long.MAX_VALUE, -1L, Long.MIN_VALUE);
        var texts = List.of("", "a", "a", "b", "", "a", "ü".repeat(300));
        var sink = new ByteSink();
        numbers.forEach(sink::number);
        texts.forEach(sink::text);

        var source = new ByteSource(sink.toBytes());

        numbers.forEach(number -> assertThat(source.number()).isEqualTo(number));
        texts.forEach(text -> assertThat(source.text()).isEqualTo(text));
        assertThat(source.hasMore()).isFalse();
    }
}
