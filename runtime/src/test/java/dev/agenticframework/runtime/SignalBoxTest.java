package dev.agenticframework.runtime;

import static dev.agenticframework.runtime.SteppedShell.T1;
import static dev.agenticframework.runtime.SteppedShell.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.agenticframework.agentapi.Waiter;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Resumption;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.WorkflowId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Signals of adapters, before, while and after a task waits for them.
class SignalBoxTest {
    private static final String HANDLE = "pipeline/42";

    private final SteppedShell bench = new SteppedShell();
    private final Logs logs = new Logs(new NoArtifacts());
    private final SignalBox box = new SignalBox();
    private WorkflowId id;

    @BeforeEach
    void start() throws StoreException {
        id = bench.start(task("t1"));
        box.serve(bench.shell, logs);
    }

    private Waiter waiter(String handle) {
        return new Waiter(id.toString(), "t1", handle);
    }

    private void signal(String handle, String payload) throws StoreException {
        box.signal(waiter(handle), payload);
        bench.shell.step();
    }

    private List<Resumption> resumptions() {
        return bench.store.history(id, 0, 100).stream()
                .filter(entry -> entry.fact() instanceof Fact.TaskResumed)
                .map(entry -> ((Fact.TaskResumed) entry.fact()).why())
                .toList();
    }

    private long sequence() {
        return bench.find(id).sequence();
    }

    @Test
    void signalResumesTheSameAttemptWithItsPayload() throws StoreException {
        bench.suspendFirst(HANDLE);

        signal(HANDLE, "success");

        assertThat(resumptions()).containsExactly(new Resumption.Signalled(HANDLE, "success"));
        assertThat(bench.workers.started())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.lease().attempt()).isEqualTo(1));
    }

    @Test
    void earlySignalIsKeptAndResumesTheTaskAsSoonAsItSuspends() throws StoreException {
        signal(HANDLE, "early");
        assertThat(resumptions()).isEmpty();

        bench.suspendFirst(HANDLE);

        assertThat(resumptions()).containsExactly(new Resumption.Signalled(HANDLE, "early"));
    }

    @Test
    void duplicateOfAnEarlySignalChangesNothing() throws StoreException {
        signal(HANDLE, "first");
        long before = sequence();

        signal(HANDLE, "second");

        assertThat(sequence()).isEqualTo(before);
        bench.suspendFirst(HANDLE);
        assertThat(resumptions()).containsExactly(new Resumption.Signalled(HANDLE, "first"));
    }

    @Test
    void lateSignalChangesNothing() throws StoreException {
        bench.suspendFirst(HANDLE);
        signal(HANDLE, "success");
        bench.succeedFirst();
        long before = sequence();

        signal(HANDLE, "again");

        assertThat(sequence()).isEqualTo(before);
        assertThat(resumptions()).hasSize(1);
    }

    @Test
    void signalForAnotherHandleDoesNotResumeTheTask() throws StoreException {
        bench.suspendFirst(HANDLE);

        signal("rollout/7", "success");

        assertThat(bench.state(id, T1)).isInstanceOf(TaskState.Suspended.class);
    }

    @Test
    void unknownOrMalformedAddressChangesNothing() throws StoreException {
        long before = sequence();
        List<Waiter> strangers = List.of(
                new Waiter("wf-zzz", "t1", HANDLE),
                new Waiter("", "t1", HANDLE),
                new Waiter("wf-1", "t1", HANDLE),
                new Waiter(id.toString(), "t9", HANDLE),
                new Waiter(id.toString(), "../t1", HANDLE));

        for (Waiter stranger : strangers) {
            assertThatCode(() -> {
                        box.signal(stranger, "success");
                        box.progress(stranger, 0.5, "half");
                        box.log(stranger, "a line");
                        bench.shell.step();
                    })
                    .doesNotThrowAnyException();
        }

        assertThat(sequence()).isEqualTo(before);
    }

    @Test
    void lostSignalCostsOnlyTheTimeUntilTheTaskWakes() throws StoreException {
        bench.suspendFirst(HANDLE);

        bench.pass(Duration.ofMinutes(10));
        bench.shell.step();

        assertThat(resumptions()).containsExactly(new Resumption.Woken(HANDLE));
    }

    @Test
    void reportsFromBeforeTheRuntimeServesAreDeliveredWhenItDoes() throws StoreException {
        bench.suspendFirst(HANDLE);
        var early = new SignalBox();
        early.log(waiter(HANDLE), "a line");
        early.progress(waiter(HANDLE), 0.5, "half");
        bench.shell.step();
        assertThat(note()).isEmpty();

        early.serve(bench.shell, logs);
        bench.shell.step();

        assertThat(note()).isEqualTo("half");
        assertThat(logs.find(id, T1).orElseThrow().linesAfter(0)).containsExactly("a line");
    }

    @Test
    void progressIsShownWithinItsBoundsWhileTheTaskStaysSuspended() throws StoreException {
        bench.suspendFirst(HANDLE);

        box.progress(waiter(HANDLE), 17, "done, almost");
        bench.shell.step();

        assertThat(bench.state(id, T1)).isInstanceOfSatisfying(TaskState.Suspended.class, suspended -> {
            assertThat(suspended.percent()).isEqualTo(100);
            assertThat(suspended.note()).isEqualTo("done, almost");
        });
    }

    @Test
    void signalOutlivesAStoreThatFails() throws StoreException {
        bench.suspendFirst(HANDLE);
        bench.store.failNextCommit(SteppedShell.broken(false));
        box.signal(waiter(HANDLE), "success");
        try {
            bench.shell.step();
        } catch (StoreException _) {
            assertThat(resumptions()).isEmpty();
        }

        bench.shell.step();

        assertThat(resumptions()).hasSize(1);
    }

    @Test
    void signalIsKeptWhileTheWorkflowIsPaused() throws StoreException {
        bench.suspendFirst(HANDLE);
        bench.ask(id, new Intent.Pause("olga"));

        signal(HANDLE, "success");
        assertThat(bench.workers.started()).isEmpty();
        bench.ask(id, new Intent.Resume("olga"));

        assertThat(bench.workers.started()).hasSize(1);
    }

    private String note() {
        return ((TaskState.Suspended) bench.state(id, T1)).note();
    }
}
