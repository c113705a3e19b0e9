package dev.agenticframework.httpapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.OnFailure;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.Resumption;
import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.httpapi.wire.WireSchema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WireEntryTest {
    private static final TaskId TASK = new TaskId("t1");
    private static final Instant AT = Instant.parse("2026-01-31T09:30:00Z");
    private static final TaskError ERROR =
            new TaskError.Terminal("BROKEN", TaskError.Blame.USER, "It is broken.", "Fix it.");
    private static final Report REPORT = new Report("Generated 3 files.", "", List.of());

    /// One fact of each kind.
    static Stream<Fact> facts() {
        var request = new Request("ada", "Create a service", "", "", Map.of());
        var plan =
                new Plan(List.of(TaskSpec.of("t1", "codegen", "generate-code")), OnFailure.KEEP, Plan.DEFAULT_TIMEOUT);
        return Stream.of(
                new Fact.WorkflowCreated(request, plan, "", Optional.empty()),
                new Fact.TaskReady(TASK, 1),
                new Fact.TaskStarted(TASK, 1, 1, "worker-1", Optional.empty()),
                new Fact.TaskSuspended(TASK, 1, "pipeline/7", AT, AT, REPORT),
                new Fact.TaskResumed(TASK, 1, new Resumption.Signalled("pipeline/7", "a token")),
                new Fact.SignalReceived(TASK, "pipeline/7", "a token"),
                new Fact.TaskProgressed(TASK, 50, "half"),
                new Fact.TaskSucceeded(TASK, 1, Map.of("codeTree", "sha256:0"), REPORT),
                new Fact.AttemptFailed(TASK, 1, ERROR, AT, REPORT),
                new Fact.TaskFailed(TASK, 1, ERROR, Map.of(), REPORT),
                new Fact.LeaseLost(TASK, 1, 1),
                new Fact.TaskSkipped(TASK, "not needed"),
                new Fact.TaskStopped(TASK, 1),
                new Fact.ApprovalRequested(TASK, "0a", AT, Optional.empty()),
                new Fact.ApprovalEscalated(TASK),
                new Fact.ApprovalGranted(TASK, "bob", "0a", "fine"),
                new Fact.ApprovalDenied(TASK, "bob", "0a", "not today"),
                new Fact.ApprovalExpired(TASK),
                new Fact.WorkflowPaused("ada"),
                new Fact.WorkflowResumed("ada"),
                new Fact.CancelRequested("ada", "changed my mind"),
                new Fact.WorkflowTimedOut(),
                new Fact.CompensationReady(TASK, 1),
                new Fact.TaskCompensated(TASK, 1),
                new Fact.CompensationFailed(TASK, 1, ERROR),
                new Fact.WorkflowRetried(TASK, "ada"),
                new Fact.WorkflowCompleted(),
                new Fact.WorkflowFailed(Optional.of(TASK), ERROR),
                new Fact.WorkflowCancelled());
    }

    @ParameterizedTest
    @MethodSource("facts")
    void entryIsAsItsSchemaSays(Fact fact) {
        var json = WireSchema.checked(WireEntry.of(new Entry(7, AT, fact)));

        assertThat(json.path("sequence").asInt()).isEqualTo(7);
        assertThat(json.path("type").asString()).isEqualTo(WireEntry.type(fact));
        assertThat(json.has("taskId")).isEqualTo(fact instanceof Fact.OfTask);
    }

    @Test
    void everyKindOfFactIsTested() {
        var kinds = Stream.of(Fact.class, Fact.OfTask.class)
                .flatMap(one -> Arrays.stream(one.getPermittedSubclasses()))
                .filter(Class::isRecord)
                .toList();

        assertThat(facts().map(Object::getClass)).containsExactlyInAnyOrderElementsOf(List.copyOf(kinds));
    }

    @Test
    void payloadOfASignalIsNotShown() {
        assertThat(facts().map(fact ->
                        WireSchema.checked(WireEntry.of(new Entry(1, AT, fact))).toString()))
                .noneMatch(json -> json.contains("a token"));
    }

    @ParameterizedTest
    @MethodSource
    void resumptionSaysWhy(Resumption why, String reason) {
        var json = WireSchema.checked(WireEntry.of(new Entry(1, AT, new Fact.TaskResumed(TASK, 1, why))));

        assertThat(json.path("reason").asString()).isEqualTo(reason);
        assertThat(json.path("handle").asString()).isEqualTo("pipeline/7");
    }

    static Stream<Arguments> resumptionSaysWhy() {
        return Stream.of(
                arguments(new Resumption.Signalled("pipeline/7", "ok"), "signal"),
                arguments(new Resumption.Woken("pipeline/7"), "timer"),
                arguments(new Resumption.Expired("pipeline/7"), "deadline"),
                arguments(new Resumption.Stopped("pipeline/7"), "stop"));
    }

    @Test
    void detailDependsOnTheFact() {
        var json =
                WireSchema.checked(WireEntry.of(new Entry(1, AT, new Fact.AttemptFailed(TASK, 2, ERROR, AT, REPORT))));

        assertThat(json.path("attempt").asInt()).isEqualTo(2);
        assertThat(json.path("failure").path("code").asString()).isEqualTo("BROKEN");
        assertThat(json.path("retryAt").asString()).isEqualTo("2026-01-31T09:30:00Z");
        assertThat(json.has("outputs")).isFalse();
    }
}
