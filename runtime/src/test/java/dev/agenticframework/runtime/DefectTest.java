package dev.agenticframework.runtime;

import static dev.agenticframework.runtime.SteppedShell.T1;
import static dev.agenticframework.runtime.SteppedShell.T2;
import static dev.agenticframework.runtime.SteppedShell.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.engine.Decision;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What an exception costs: the workflow that it was about, and no other.
class DefectTest {
    private static final TaskSpec[] PLAN = {task("t1"), task("t2").after("t1")};

    private final SteppedShell bench = new SteppedShell(new MemoryStore(), DefectTest::brittle, 9);

    /// Throws when a task of a workflow that mallory asked for succeeds.
    private static Decision brittle(Workflow workflow, Intent intent, Instant now) {
        if (intent instanceof Intent.Succeed && workflow.request().requestedBy().equals("mallory")) {
            throw new IllegalStateException("a defect");
        }
        return workflow.decide(intent, now);
    }

    @Test
    void defectCostsTheWorkflowThatItIsAboutAndNoOther() throws StoreException {
        WorkflowId broken = bench.startBy("mallory", PLAN);
        WorkflowId sound = bench.startBy("olga", PLAN);

        bench.succeedFirst();
        bench.succeedFirst();

        Workflow given = bench.find(broken);
        assertThat(given.status()).isEqualTo(Status.FAILED);
        assertThat(given.error().map(TaskError::code)).contains("ENGINE_DEFECT");
        assertThat(bench.state(broken, T1)).isInstanceOf(TaskState.Failed.class);
        assertThat(bench.state(sound, T2)).isInstanceOf(TaskState.Running.class);
    }

    @Test
    void whatIsDecidedInTheSameGroupAsADefectIsDecidedOnce() throws StoreException {
        bench.startBy("mallory", PLAN);
        WorkflowId sound = bench.startBy("olga", PLAN);
        bench.shell.tell(sound, new Intent.Pause("olga"));

        bench.succeedFirst();

        assertThat(bench.store.history(sound, 0, 100).stream()
                        .map(entry -> entry.fact().getClass().getSimpleName()))
                .containsOnlyOnce("WorkflowPaused");
        assertThat(bench.workers.started()).hasSize(1);
    }

    @Test
    void workflowThatWasGivenUpIsRetriedLikeAnyOther() throws StoreException {
        WorkflowId broken = bench.startBy("mallory", PLAN);
        bench.succeedFirst();

        Answer<Workflow> answer = bench.ask(broken, new Intent.Retry(Optional.empty(), "olga"));

        assertThat(answer).isInstanceOf(Answer.Done.class);
        assertThat(bench.find(broken).status()).isEqualTo(Status.IN_PROGRESS);
    }

    @Test
    void workflowThatCannotBeReadIsRefusedAndOthersContinue() throws StoreException {
        WorkflowId damaged = bench.start(PLAN);
        WorkflowId sound = bench.start(PLAN);
        bench.store.damage(damaged);

        assertThat(SteppedShell.code(bench.ask(damaged, new Intent.Pause("olga"))))
                .isEqualTo(Answer.Code.ENGINE_DEFECT);
        assertThat(bench.ask(sound, new Intent.Pause("olga"))).isInstanceOf(Answer.Done.class);
    }

    @Test
    void restartTakesUpEveryWorkflowExceptThoseThatCannotBeRead() throws StoreException {
        WorkflowId damaged = bench.start(task("t1"));
        WorkflowId sound = bench.start(task("t1"));
        bench.store.damage(damaged);

        var after = new SteppedShell(bench.store, Shell.Engine.REAL, 9);
        after.shell.step();

        assertThat(after.workers.started())
                .extracting(RecordedWorkers.Attempt::workflow)
                .containsExactly(sound);
        assertThat(SteppedShell.code(after.ask(damaged, new Intent.Pause("olga"))))
                .isEqualTo(Answer.Code.ENGINE_DEFECT);
    }

    @Test
    void firstExceptionGivesAWorkflowUpAndTheSecondLeavesItAlone() {
        var quarantine = new Quarantine();
        var id = new WorkflowId(1);
        var cause = new IllegalStateException("a defect");

        quarantine.add(id, cause);
        assertThat(quarantine.toGiveUp()).containsExactly(id);
        assertThat(quarantine.holds(id)).isTrue();
        quarantine.add(id, cause);
        assertThat(quarantine.toGiveUp()).isEmpty();
        assertThat(quarantine.holds(id)).isTrue();
    }

    @Test
    void exceptionThatContinuesWithoutTheWorkflowIsNotAboutIt() {
        var quarantine = new Quarantine();
        var id = new WorkflowId(1);
        var cause = new IllegalStateException("a defect");
        quarantine.add(id, cause);
        quarantine.add(id, cause);

        assertThatThrownBy(() -> quarantine.add(id, cause))
                .isInstanceOf(IllegalStateException.class)
                .hasCause(cause);
    }

    @Test
    void workflowThatHasEndedInQuarantineCanBeAskedAgain() {
        var quarantine = new Quarantine();
        var id = new WorkflowId(1);
        quarantine.add(id, new IllegalStateException("a defect"));

        quarantine.settled();

        assertThat(quarantine.holds(id)).isFalse();
    }

    @Test
    void storeThatCannotBeReadAtAllBlamesNoWorkflow() throws StoreException {
        bench.start(task("t1"));
        bench.store.failReading(SteppedShell.broken(false));
        var seen = new ArrayList<Workflow>();

        assertThatThrownBy(() -> new Quarantine().readEach(bench.store, seen::add))
                .isInstanceOf(StoreUnreadableException.class);
        assertThat(seen).isEmpty();
    }
}
