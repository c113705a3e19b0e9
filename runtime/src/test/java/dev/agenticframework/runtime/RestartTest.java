package dev.agenticframework.runtime;

import static dev.agenticframework.runtime.SteppedShell.T1;
import static dev.agenticframework.runtime.SteppedShell.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.WorkflowId;
import org.junit.jupiter.api.Test;

/// What a restart takes up.
class RestartTest {
    private final MemoryStore store = new MemoryStore();

    private SteppedShell shell(int slots) {
        return new SteppedShell(store, Shell.Engine.REAL, slots);
    }

    @Test
    void attemptThatWasReadyBeforeTheRestartIsLeasedThoughNobodyAsksForAnything() throws StoreException {
        shell(0).start(task("t1"));

        var after = shell(1);
        after.shell.step();

        assertThat(after.workers.started()).hasSize(1);
    }

    @Test
    void attemptThatWasReadyBeforeTheRestartIsLeasedThoughTheStoreFailsFirst() throws StoreException {
        shell(0).start(task("t1"));
        var after = shell(1);
        store.failNextCommit(SteppedShell.broken(false));

        assertThatThrownBy(after.shell::step).isInstanceOf(StoreException.class);
        assertThat(after.workers.started()).isEmpty();
        after.shell.step();

        assertThat(after.workers.started()).hasSize(1);
        assertThat(after.workers.given()).isEqualTo(1);
    }

    @Test
    void attemptThatRanBeforeTheRestartIsDeliveredAgainWithItsNumber() throws StoreException {
        WorkflowId id = shell(1).start(task("t1"));

        var after = shell(1);
        after.shell.step();

        assertThat(after.workers.started()).containsExactly(new RecordedWorkers.Attempt(id, new Lease(T1, 1, 2)));
    }

    @Test
    void taskThatWasSuspendedBeforeTheRestartStaysSuspended() throws StoreException {
        var before = shell(1);
        WorkflowId id = before.start(task("t1"));
        before.suspendFirst("pipeline/42");

        var after = shell(1);
        after.shell.step();

        assertThat(after.state(id, T1)).isInstanceOf(TaskState.Suspended.class);
        assertThat(after.workers.started()).isEmpty();
    }

    @Test
    void newWorkflowsHaveLargerNumbersThanThoseBeforeTheRestart() throws StoreException {
        WorkflowId before = shell(1).start(task("t1"));

        assertThat(shell(1).start(task("t1")).number()).isGreaterThan(before.number());
    }
}
