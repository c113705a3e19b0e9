package dev.agenticframework.runtime;

import static dev.agenticframework.runtime.SteppedShell.T1;
import static dev.agenticframework.runtime.SteppedShell.T2;
import static dev.agenticframework.runtime.SteppedShell.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.engine.ApprovalPolicy;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Principal;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.WorkflowId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Which attempt a free worker gets, and when a workflow wakes.
class DispatchTest {
    private static final Principal ANNA = new Principal("anna", Set.of());

    private final SteppedShell bench = new SteppedShell(new MemoryStore(), Shell.Engine.REAL, 1);

    private WorkflowId finishOne() throws StoreException {
        return bench.succeedFirst().workflow();
    }

    @Test
    void theOldestWorkflowGoesOnBeforeYoungerOnesBegin() throws StoreException {
        WorkflowId older = bench.start(task("t1"), task("t2").after("t1"));
        WorkflowId younger = bench.start(task("t1"));

        assertThat(finishOne()).isEqualTo(older);
        assertThat(finishOne()).isEqualTo(older);
        assertThat(finishOne()).isEqualTo(younger);
    }

    @Test
    void theMostUrgentTaskIsFirstHoweverYoungItsWorkflowIs() throws StoreException {
        bench.start(task("t1"));
        WorkflowId usual = bench.start(task("t1"));
        WorkflowId urgent = bench.start(task("t1").withPriority(1));

        finishOne();

        assertThat(finishOne()).isEqualTo(urgent);
        assertThat(finishOne()).isEqualTo(usual);
    }

    @Test
    void agentGetsNoMoreAttemptsThanItHasSlots() throws StoreException {
        bench.start(task("t1"), task("t2"), task("t3"));

        assertThat(bench.workers.started()).hasSize(1);
        bench.shell.addSlots(SteppedShell.AGENT, 1);
        bench.shell.step();
        assertThat(bench.workers.started()).hasSize(2);
    }

    @Test
    void environmentRunsNoMoreAttemptsThanItsLimitAndOthersArePassedOn() throws StoreException {
        bench.shell.addSlots(SteppedShell.AGENT, 9);
        WorkflowId first = bench.start(task("t1").in("production"));
        WorkflowId second = bench.start(task("t1").in("production"));
        WorkflowId staging = bench.start(task("t1").in("staging"));

        assertThat(bench.workers.started())
                .extracting(RecordedWorkers.Attempt::workflow)
                .containsExactly(first, staging);
        finishOne();
        assertThat(bench.workers.started())
                .extracting(RecordedWorkers.Attempt::workflow)
                .containsExactly(staging, second);
    }

    @Test
    void attemptOfAWorkflowThatWasPausedMeanwhileIsNotStartedAndLosesNoSlot() throws StoreException {
        bench.start(task("t1"));
        WorkflowId paused = bench.start(task("t1"));
        WorkflowId last = bench.start(task("t1"));
        bench.ask(paused, new Intent.Pause("olga"));

        finishOne();

        assertThat(finishOne()).isEqualTo(last);
        bench.ask(paused, new Intent.Resume("olga"));
        assertThat(finishOne()).isEqualTo(paused);
    }

    @Test
    void taskThatIsAWorkflowOfItsOwnStartsItAndEndsWithIt() throws StoreException {
        WorkflowId parent = bench.start(
                task("t1").asWorkflow(Plan.of(task("t1"))), task("t2").after("t1"));

        WorkflowId child = finishOne();

        assertThat(child).isNotEqualTo(parent);
        assertThat(bench.find(child).status()).isEqualTo(Status.COMPLETED);
        assertThat(bench.find(child).parent().orElseThrow().workflow()).isEqualTo(parent);
        assertThat(bench.state(parent, T1)).isInstanceOf(TaskState.Succeeded.class);
        assertThat(bench.state(parent, T2)).isInstanceOf(TaskState.Running.class);
    }

    @Test
    void workflowsOfTasksArePausedResumedAndCancelledWithTheirParent() throws StoreException {
        WorkflowId parent = bench.start(task("t1").asWorkflow(Plan.of(task("t1"))));
        WorkflowId child = bench.workers.started().getFirst().workflow();

        bench.ask(parent, new Intent.Pause("olga"));
        assertThat(bench.find(child).status()).isEqualTo(Status.PAUSED);
        bench.ask(parent, new Intent.Resume("olga"));
        assertThat(bench.find(child).status()).isEqualTo(Status.IN_PROGRESS);
        bench.ask(parent, new Intent.Cancel("olga", ""));
        assertThat(bench.workers.told()).contains(parent.toString(), child.toString());
        bench.shell.finish(child, new Intent.Stop(bench.workers.takeFirst().lease()), SteppedShell.AGENT);
        bench.shell.step();
        assertThat(bench.find(child).status()).isEqualTo(Status.CANCELLED);
        assertThat(bench.find(parent).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void aWorkflowThatWasWokenForNothingIsWokenAgainWhenSomethingIsDue() throws StoreException {
        WorkflowId id = bench.start(approved("soon", Duration.ofSeconds(1)), approved("later", Duration.ofSeconds(3)));
        var soon = new TaskId("soon");
        String digest = ((TaskState.AwaitingApproval) bench.state(id, soon)).digest();
        bench.ask(id, new Intent.Approve(soon, ANNA, digest, ""));

        pass(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(2));

        assertThat(bench.state(id, new TaskId("later"))).isInstanceOf(TaskState.Failed.class);
    }

    @Test
    void timeThatIsFarAwayWhenItIsSetStillWakesItsWorkflow() throws StoreException {
        WorkflowId id = bench.start(approved("t1", Duration.ofHours(30)));

        pass(Duration.ofHours(29));
        assertThat(bench.state(id, T1)).isInstanceOf(TaskState.AwaitingApproval.class);
        pass(Duration.ofHours(1));

        assertThat(bench.state(id, T1)).isInstanceOf(TaskState.Failed.class);
    }

    @Test
    void timeThatPassedWhileNothingRanWakesItsWorkflowAtTheNextStart() throws StoreException {
        WorkflowId id = bench.start(approved("t1", Duration.ofSeconds(1)));
        var after = new SteppedShell(bench.store, Shell.Engine.REAL, 1);
        after.pass(Duration.ofHours(1));

        after.shell.step();

        assertThat(after.state(id, T1)).isInstanceOf(TaskState.Failed.class);
    }

    private void pass(Duration duration) throws StoreException {
        bench.pass(duration);
        bench.shell.step();
    }

    private static TaskSpec approved(String id, Duration timeout) {
        return task(id).approvedBy(new ApprovalPolicy(Set.of("anna"), false, timeout, Optional.empty()));
    }
}
