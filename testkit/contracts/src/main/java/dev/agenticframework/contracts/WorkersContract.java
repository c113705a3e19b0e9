package dev.agenticframework.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Effect;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Input;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Principal;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.RetryPolicy;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.StartRequest;
import dev.agenticframework.runtime.Subscription;
import dev.agenticframework.runtime.Workflows;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What an agent and its workflow can rely on, wherever the agent runs.
public abstract class WorkersContract {
    private static final String AGENT = "codegen";
    private static final RetryPolicy AT_ONCE = new RetryPolicy(3, Duration.ZERO, 1, Duration.ZERO, 0);
    private static final Principal ANNA = new Principal("anna", Set.of());

    /// An agent's work.
    @FunctionalInterface
    public interface Work {
        /// Does a task.
        TaskResult on(TaskContext task) throws InterruptedException;
    }

    /// Opens an engine whose tasks this agent runs, on an empty store.
    protected abstract Workflows open(Agent agent) throws Exception;

    /// Where the logs of its tasks are kept.
    protected abstract ArtifactStore artifacts();

    private record Doing(Work work, List<Capability> capabilities) implements Agent {
        Doing(Work work) {
            this(work, List.of());
        }

        @Override
        public String name() {
            return AGENT;
        }

        @Override
        public TaskResult perform(TaskContext task) throws InterruptedException {
            return work.on(task);
        }
    }

    private static TaskSpec task(String id, String... after) {
        return TaskSpec.of(id, AGENT, "make").after(after).withRetry(AT_ONCE);
    }

    private static WorkflowId start(Workflows workflows, TaskSpec... tasks) {
        var request = new Request("anna", "", "", "", Map.of("service", "shop"));
        return done(workflows.start(new StartRequest("", request, Plan.of(tasks))))
                .workflow()
                .id();
    }

    private static <T> T done(Answer<T> answer) {
        return switch (answer) {
            case Answer.Done<T> done -> done.value();
            case Answer.Refused<T> refused -> throw new AssertionError(refused.toString());
        };
    }

    private static Status end(Workflows workflows, WorkflowId id) throws InterruptedException {
        try (Subscription subscription = done(workflows.subscribe(id, 0))) {
            for (int i = 0; i < 60 && !done(workflows.find(id)).status().ended(); i++) {
                subscription.next(Duration.ofSeconds(1));
            }
        }
        return done(workflows.find(id)).status();
    }

    private static <T extends Fact> Stream<T> facts(Workflows workflows, WorkflowId id, Class<T> kind) {
        return done(workflows.history(id, 0, 1_000)).stream()
                .map(Entry::fact)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    @Test
    void whatOneTaskPutsOutReachesTheNextWithTheLabelsOfTheWorkflow() throws Exception {
        Workflows workflows = open(new Doing(task -> TaskResult.succeeded(
                new Outputs(Map.of("text", task.inputs().values() + "" + task.labels())), "did it")));
        TaskSpec second = task("t2", "t1").withInputs(Map.of("text", new Input.OutputOf(new TaskId("t1"), "text")));

        WorkflowId id = start(workflows, task("t1").withInputs(Map.of("a", new Input.Literal("b"))), second);

        assertThat(end(workflows, id)).isEqualTo(Status.COMPLETED);
        assertThat(done(workflows.find(id)).outputs())
                .containsEntry("t2.text", "{text={a=b}{service=shop}}{service=shop}");
    }

    @Test
    void failuresAreTriedAgainAndCrashesOfTheAgentToo() throws Exception {
        Workflows workflows = open(new Doing(task -> switch (task.key().attempt()) {
            case 1 -> throw new FailureException(Failure.transientExternal("SHAKY", "it shook", "try again"));
            case 2 -> throw new IllegalStateException("a defect");
            default -> TaskResult.succeeded(Outputs.NONE, "");
        }));

        WorkflowId id = start(workflows, task("t1"));

        assertThat(end(workflows, id)).isEqualTo(Status.COMPLETED);
        assertThat(facts(workflows, id, Fact.AttemptFailed.class)
                        .map(fact -> fact.error().code()))
                .containsExactly("SHAKY", "AGENT_CRASHED");
    }

    @Test
    void terminalFailureEndsTheWorkflowAndKeepsItsEvidence() throws Exception {
        Workflows workflows = open(new Doing(_ -> new TaskResult.Terminal(
                Failure.conflict("BROKEN", "it is broken", "fix it"), new Outputs(Map.of("report", "r1")), List.of())));

        WorkflowId id = start(workflows, task("t1"));

        assertThat(end(workflows, id)).isEqualTo(Status.FAILED);
        assertThat(facts(workflows, id, Fact.TaskFailed.class)).singleElement().satisfies(fact -> {
            assertThat(fact.error().code()).isEqualTo("BROKEN");
            assertThat(fact.evidence()).containsEntry("report", "r1");
        });
    }

    @Test
    void inputThatIsNotOfItsTypeIsRefusedBeforeTheAgentRuns() throws Exception {
        Queue<String> ran = new ConcurrentLinkedQueue<>();
        var takesACommit = new Capability(
                AGENT,
                "make",
                "Make",
                Set.of(Effect.READS),
                List.of(Fields.COMMIT),
                List.of(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                1,
                Optional.empty());
        Workflows workflows = open(new Doing(
                task -> {
                    ran.add(task.key().taskId());
                    return TaskResult.succeeded(Outputs.NONE, "");
                },
                List.of(takesACommit)));

        WorkflowId id =
                start(workflows, task("t1").withInputs(Map.of("commit", new Input.Literal("main"))), task("t2", "t1"));

        assertThat(end(workflows, id)).isEqualTo(Status.FAILED);
        assertThat(ran).isEmpty();
        assertThat(facts(workflows, id, Fact.TaskFailed.class))
                .singleElement()
                .satisfies(fact -> assertThat(fact.error())
                        .extracting(TaskError::code, TaskError::message)
                        .satisfiesExactly(
                                code -> assertThat(code).isEqualTo("TASK_INPUT_INVALID"),
                                message -> assertThat(message)
                                        .asString()
                                        .contains("'commit'")
                                        .contains("'main'")));
    }

    @Test
    void logAndProgressAreKept() throws Exception {
        Workflows workflows = open(new Doing(task -> {
            task.log("a line");
            task.progress(0.5, "half");
            return TaskResult.succeeded(Outputs.NONE, "did it");
        }));

        WorkflowId id = start(workflows, task("t1"));

        assertThat(end(workflows, id)).isEqualTo(Status.COMPLETED);
        assertThat(facts(workflows, id, Fact.TaskProgressed.class))
                .containsExactly(new Fact.TaskProgressed(new TaskId("t1"), 50, "half"));
        assertThat(facts(workflows, id, Fact.TaskSucceeded.class))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.report().summary()).isEqualTo("did it");
                    assertThat(artifacts().read(fact.report().log()))
                            .asString(UTF_8)
                            .isEqualTo("a line\n");
                });
    }

    @Test
    void cancellingStopsTheWorkAndUndoesItWithWhatItPutOut() throws Exception {
        Queue<String> undone = new ConcurrentLinkedQueue<>();
        var begun = new CountDownLatch(1);
        Workflows workflows = open(new Doing(task -> {
            if (task.action().equals("unmake")) {
                undone.add(task.key().taskId() + task.inputs().values().getOrDefault("made", ""));
            } else if (task.key().taskId().equals("t2")) {
                begun.countDown();
                new CountDownLatch(1).await();
            }
            return TaskResult.succeeded(new Outputs(Map.of("made", "-1")), "");
        }));
        WorkflowId id =
                start(workflows, task("t1").undoneBy("unmake"), task("t2", "t1").undoneBy("unmake"));
        begun.await();

        workflows.cancel(id, ANNA, "not wanted");

        assertThat(end(workflows, id)).isEqualTo(Status.CANCELLED);
        assertThat(undone).containsExactly("t2", "t1-1");
    }

    private static TaskResult suspended(TaskContext task, Duration until) {
        var handle = task.key().waiter("pipeline/42");
        return TaskResult.suspended(handle, task.now().plus(until), task.now().plus(Duration.ofHours(1)));
    }

    private static void awaitSuspension(Workflows workflows, WorkflowId id) throws InterruptedException {
        awaitState(workflows, id, "t1", TaskState.Suspended.class);
    }

    @Test
    void suspendedTaskResumesWithTheSignalAndContinuesItsLog() throws Exception {
        Workflows workflows = open(new Doing(task -> {
            task.log("turn " + task.key() + " " + task.resumption());
            return task.resumption().isEmpty()
                    ? suspended(task, Duration.ofHours(1))
                    : TaskResult.succeeded(Outputs.NONE, "");
        }));
        WorkflowId id = start(workflows, task("t1"));
        awaitSuspension(workflows, id);

        done(workflows.signal(id, new TaskId("t1"), "pipeline/42", "success"));

        assertThat(end(workflows, id)).isEqualTo(Status.COMPLETED);
        assertThat(facts(workflows, id, Fact.TaskSucceeded.class))
                .singleElement()
                .satisfies(fact -> assertThat(artifacts().read(fact.report().log()))
                        .asString(UTF_8)
                        .hasLineCount(2)
                        .startsWith("turn " + id + "/t1/1 Optional.empty")
                        .endsWith("turn " + id + "/t1/1 Optional[Signalled[handle=pipeline/42, payload=success]]\n"));
    }

    @Test
    void suspendedTaskResumesAtItsWakeUpTime() throws Exception {
        Workflows workflows = open(new Doing(task -> task.resumption().isEmpty()
                ? suspended(task, Duration.ofMillis(50))
                : TaskResult.succeeded(
                        new Outputs(Map.of("why", task.resumption().get().toString())), "")));

        WorkflowId id = start(workflows, task("t1"));

        assertThat(end(workflows, id)).isEqualTo(Status.COMPLETED);
        assertThat(done(workflows.find(id)).outputs()).containsEntry("t1.why", "Woken[handle=pipeline/42]");
    }

    @Test
    void cancellingASuspendedTaskLetsTheAgentStopTheWorkOutside() throws Exception {
        Queue<String> stopped = new ConcurrentLinkedQueue<>();
        Workflows workflows = open(new Doing(task -> {
            if (task.resumption().isEmpty()) {
                return suspended(task, Duration.ofHours(1));
            }
            stopped.add(task.resumption().get().toString());
            throw new InterruptedException();
        }));
        WorkflowId id = start(workflows, task("t1"));
        awaitSuspension(workflows, id);

        done(workflows.cancel(id, ANNA, "not wanted"));

        assertThat(end(workflows, id)).isEqualTo(Status.CANCELLED);
        assertThat(stopped).containsExactly("Stopped[handle=pipeline/42]");
    }

    @Test
    void suspendedTasksLeaveTheirSlotsToOthers() throws Exception {
        Workflows workflows = open(new Doing(
                task -> task.key().taskId().equals("t9") || task.resumption().isPresent()
                        ? TaskResult.succeeded(Outputs.NONE, "")
                        : suspended(task, Duration.ofHours(1))));
        List<String> waiting =
                Stream.iterate(1, i -> i + 1).limit(8).map(i -> "t" + i).toList();
        TaskSpec[] tasks = Stream.concat(waiting.stream(), Stream.of("t9"))
                .map(WorkersContract::task)
                .toArray(TaskSpec[]::new);

        WorkflowId id = start(workflows, tasks);
        for (String task : waiting) {
            awaitState(workflows, id, task, TaskState.Suspended.class);
        }
        awaitState(workflows, id, "t9", TaskState.Succeeded.class);

        for (String task : waiting) {
            done(workflows.signal(id, new TaskId(task), "pipeline/42", ""));
        }
        assertThat(end(workflows, id)).isEqualTo(Status.COMPLETED);
    }

    private static void awaitState(Workflows workflows, WorkflowId id, String task, Class<? extends TaskState> state)
            throws InterruptedException {
        try (Subscription subscription = done(workflows.subscribe(id, 0))) {
            for (int i = 0; i < 60 && !isIn(workflows, id, task, state); i++) {
                subscription.next(Duration.ofSeconds(1));
            }
        }
        assertThat(done(workflows.find(id)).task(new TaskId(task)).orElseThrow())
                .isInstanceOf(state);
    }

    private static boolean isIn(Workflows workflows, WorkflowId id, String task, Class<? extends TaskState> state) {
        return state.isInstance(done(workflows.find(id)).task(new TaskId(task)).orElseThrow());
    }
}
