package dev.agenticframework.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.engine.ApprovalPolicy;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Principal;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.Shell;
import dev.agenticframework.runtime.StartRequest;
import dev.agenticframework.runtime.StoreException;
import dev.agenticframework.runtime.Workflows;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DispatchTest {
    private static final Principal ANNA = new Principal("anna", Set.of());

    private final SplittableRandom random = new SplittableRandom(1);
    private final SimulatedStore store = new SimulatedStore(_ -> {});
    private final SimulatedWorkers workers = new SimulatedWorkers(Map.of());
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Shell shell =
            new Shell(store, this::now, Shell.Engine.REAL, workers, Map.of("codegen", 1), Map.of(), (_, _) -> {});

    private Instant now() {
        return now;
    }

    private WorkflowId start(TaskSpec... tasks) throws StoreException {
        var reply = shell.start(new StartRequest("", new Request("olga", "", "", "", Map.of()), Plan.of(tasks)));
        shell.step();
        return reply.join() instanceof Answer.Done<Workflows.Started>(Workflows.Started started)
                ? started.workflow().id()
                : new WorkflowId(0);
    }

    private SimulatedWorkers.Attempt finishOne() throws StoreException {
        SimulatedWorkers.Attempt attempt = workers.take(random, true);
        shell.finish(attempt.workflow(), SimulatedWorkers.success(attempt, random), "codegen");
        shell.step();
        return attempt;
    }

    @Test
    void theOldestWorkflowGoesOnBeforeYoungerOnesBegin() throws StoreException {
        WorkflowId older = start(
                TaskSpec.of("t1", "codegen", "make"),
                TaskSpec.of("t2", "codegen", "make").after("t1"));
        WorkflowId younger = start(TaskSpec.of("t1", "codegen", "make"));

        assertThat(finishOne().workflow()).isEqualTo(older);
        assertThat(finishOne().workflow()).isEqualTo(older);
        assertThat(finishOne().workflow()).isEqualTo(younger);
    }

    @Test
    void aWorkflowThatWasWokenForNothingIsWokenAgainWhenSomethingIsDue() throws StoreException {
        WorkflowId id = start(approved("soon", Duration.ofSeconds(1)), approved("later", Duration.ofSeconds(3)));
        String digest = store.find(id).orElseThrow().task(new TaskId("soon")).orElseThrow()
                        instanceof TaskState.AwaitingApproval awaiting
                ? awaiting.digest()
                : "";
        shell.tell(id, new Intent.Approve(new TaskId("soon"), ANNA, digest, ""));
        shell.step();

        passesWithoutAnythingDue(Duration.ofSeconds(1));
        now = now.plusSeconds(2);
        shell.step();

        assertThat(store.find(id).orElseThrow().task(new TaskId("later")).orElseThrow())
                .isInstanceOf(TaskState.Failed.class);
    }

    private void passesWithoutAnythingDue(Duration duration) throws StoreException {
        now = now.plus(duration);
        shell.step();
    }

    private static TaskSpec approved(String id, Duration timeout) {
        return TaskSpec.of(id, "codegen", "make")
                .approvedBy(new ApprovalPolicy(Set.of("anna"), false, timeout, Optional.empty()));
    }
}
