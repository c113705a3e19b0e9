package dev.agenticframework.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.engine.Decision;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.Shell;
import dev.agenticframework.runtime.StartRequest;
import dev.agenticframework.runtime.StoreException;
import dev.agenticframework.runtime.Workflows;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What an exception out of the engine costs: the workflow that it was about.
class DefectTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final TaskId T1 = new TaskId("t1");
    private static final Plan PLAN = Plan.of(
            TaskSpec.of("t1", "codegen", "make"),
            TaskSpec.of("t2", "codegen", "make").after("t1"));

    private final SimulatedStore store = new SimulatedStore(_ -> {});
    private final Shell shell = new Shell(
            store,
            () -> NOW,
            DefectTest::brittle,
            new SimulatedWorkers(Map.of()),
            Map.of("codegen", 9),
            Map.of(),
            (_, _) -> {});

    /// Throws when a task of a workflow that mallory asked for succeeds.
    private static Decision brittle(Workflow workflow, Intent intent, Instant now) {
        if (intent instanceof Intent.Succeed && workflow.request().requestedBy().equals("mallory")) {
            throw new IllegalStateException("a defect");
        }
        return workflow.decide(intent, now);
    }

    private WorkflowId start(String by) throws StoreException {
        var reply = shell.start(new StartRequest("", new Request(by, "", "", "", Map.of()), PLAN));
        shell.step();
        return switch (reply.join()) {
            case Answer.Done<Workflows.Started> done -> done.value().workflow().id();
            case Answer.Refused<Workflows.Started> refused -> throw new AssertionError(refused);
        };
    }

    private void succeed(WorkflowId id) {
        shell.finish(id, new Intent.Succeed(new Lease(T1, 1, 1), Map.of(), Report.NONE), "codegen");
    }

    @Test
    void defectCostsTheWorkflowThatItIsAboutAndNoOther() throws StoreException {
        WorkflowId broken = start("mallory");
        WorkflowId sound = start("olga");
        succeed(broken);
        succeed(sound);

        shell.step();

        Workflow given = store.find(broken).orElseThrow();
        assertThat(given.status()).isEqualTo(Status.FAILED);
        assertThat(given.error().map(TaskError::code)).contains("ENGINE_DEFECT");
        assertThat(given.task(T1)).get().isInstanceOf(TaskState.Failed.class);
        assertThat(store.find(sound).orElseThrow().task(new TaskId("t2"))).get().isInstanceOf(TaskState.Running.class);
    }

    @Test
    void workflowThatWasGivenUpIsRetriedLikeAnyOther() throws StoreException {
        WorkflowId broken = start("mallory");
        succeed(broken);
        shell.step();

        var reply = shell.ask(broken, new Intent.Retry(Optional.empty(), "olga"));
        shell.step();

        assertThat(reply.join()).isInstanceOf(Answer.Done.class);
        assertThat(store.find(broken).orElseThrow().status()).isEqualTo(Status.IN_PROGRESS);
    }
}
