package dev.agenticframework.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.engine.Announcement;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.Resumption;
import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkerFormatTest {
    private static final WorkflowId ID = new WorkflowId(12_345);
    private static final Lease LEASE = new Lease(new TaskId("t1"), 3, 2);

    static Stream<WorkerMessage> messages() {
        var report = new Report("did it", "sha256:1", List.of(new Announcement("codegen.completed", "{\"a\":1}")));
        var error = new TaskError.Transient("SHAKY", TaskError.Blame.EXTERNAL, "it shook", "try again");
        var terminal = new TaskError.Terminal("BROKEN", TaskError.Blame.USER, "it is broken", "fix it");
        var heartbeat = Optional.of(Duration.ofSeconds(5));
        var first = new WorkerMessage.Order(
                ID,
                LEASE,
                "codegen",
                "make",
                Map.of("k", "ü"),
                "anna",
                Map.of("service", "shop"),
                "00-1",
                heartbeat,
                Optional.empty(),
                "");
        var resumed = new WorkerMessage.Order(
                ID,
                LEASE,
                "codegen",
                "make",
                Map.of(),
                "anna",
                Map.of(),
                "00-1",
                Optional.empty(),
                Optional.of(new Resumption.Signalled("pipeline/42", "success")),
                "sha256:2");
        var noon = Instant.parse("2026-01-01T12:00:00Z");
        var suspension = new Intent.Suspend(LEASE, "pipeline/42", noon, noon.plusSeconds(60), report);
        return Stream.of(
                new WorkerMessage.Hello("w1", Map.of("codegen", 2), List.of(new WorkerMessage.Held(ID, LEASE))),
                new WorkerMessage.Told(ID, new Intent.Succeed(LEASE, Map.of("a", "b"), report)),
                new WorkerMessage.Told(ID, new Intent.Fail(LEASE, error, Map.of(), Report.NONE)),
                new WorkerMessage.Told(ID, new Intent.Fail(LEASE, terminal, Map.of("log", "x"), report)),
                new WorkerMessage.Told(ID, new Intent.Stop(LEASE)),
                new WorkerMessage.Told(ID, new Intent.LoseLease(LEASE)),
                new WorkerMessage.Told(ID, new Intent.Heartbeat(LEASE, 50, "half")),
                new WorkerMessage.Bye(),
                new WorkerMessage.Told(ID, suspension),
                new WorkerMessage.Start(first),
                new WorkerMessage.Start(resumed),
                new WorkerMessage.Stop(ID, new TaskId("t1"), 3),
                new WorkerMessage.Kept(ID, LEASE));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messageArrivesAsItWasSent(WorkerMessage message) {
        assertThat(WorkerFormat.read(WorkerFormat.write(message))).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messageThatIsCutOffAnywhereIsRefused(WorkerMessage message) {
        byte[] bytes = WorkerFormat.write(message);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> WorkerFormat.read(cut))
                    .isInstanceOfAny(CorruptHistoryException.class, IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void damagedMessageIsRefusedOrIsAPossibleMessage(WorkerMessage message) {
        byte[] bytes = WorkerFormat.write(message);
        var random = new SplittableRandom(1);
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            try {
                assertThat(WorkerFormat.read(damaged)).isNotNull();
            } catch (CorruptHistoryException | IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void messageThatOnlyTheEngineDecidesIsNotSent() {
        var told = new WorkerMessage.Told(ID, new Intent.Cancel("mallory", ""));

        assertThatThrownBy(() -> WorkerFormat.write(told)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void workerNamesAndSlotsAreBounded() {
        assertThatThrownBy(() -> new WorkerMessage.Hello("../w1", Map.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WorkerMessage.Hello("w1", Map.of("codegen", 0), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WorkerMessage.Hello("w1", Map.of("codegen", 4_097), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void workerOfAnotherVersionIsRefused() {
        byte[] hello = WorkerFormat.write(new WorkerMessage.Hello("w1", Map.of(), List.of()));
        hello[1]++;

        assertThatThrownBy(() -> WorkerFormat.read(hello)).hasMessageContaining("version");
    }
}
