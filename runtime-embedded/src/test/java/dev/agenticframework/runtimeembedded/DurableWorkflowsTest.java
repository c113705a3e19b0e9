package dev.agenticframework.runtimeembedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.agentapi.events.CodegenCompleted;
import dev.agenticframework.contracts.EventSchemas;
import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Principal;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.Rules;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.DurableWorkflows;
import dev.agenticframework.runtime.Event;
import dev.agenticframework.runtime.RuntimeSettings;
import dev.agenticframework.runtime.SignalBox;
import dev.agenticframework.runtime.StartRequest;
import dev.agenticframework.runtime.StoreException;
import dev.agenticframework.runtime.Subscription;
import dev.agenticframework.runtime.WorkflowQuery;
import dev.agenticframework.runtime.Workflows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableWorkflowsTest {
    private static final Principal ANNA = new Principal("anna", java.util.Set.of());

    @TempDir
    Path home;

    private final LocalEventBus bus = new LocalEventBus();
    private Function<TaskContext, TaskResult> work = _ -> TaskResult.succeeded(Outputs.NONE, "");
    private DurableWorkflows workflows = null;

    private final Agent agent = new Agent() {
        @Override
        public String name() {
            return "codegen";
        }

        @Override
        public List<Capability> capabilities() {
            return List.of();
        }

        @Override
        public TaskResult perform(TaskContext task) {
            return work.apply(task);
        }
    };

    private Workflows open() throws StoreException {
        workflows = DurableWorkflows.start(
                EmbeddedWorkflowStore.open(home.resolve("workflows")),
                bus,
                new FileArtifactStore(home.resolve("artifacts")),
                InstantSource.system(),
                RuntimeSettings.DEFAULT,
                Rules.OF_PLAN,
                List.of(agent),
                new SignalBox());
        return workflows;
    }

    @AfterEach
    void close() {
        if (workflows != null) {
            workflows.close();
        }
    }

    private static TaskSpec task(String id, String... after) {
        return TaskSpec.of(id, "codegen", "make").after(after);
    }

    private static StartRequest request(String key, Plan plan) {
        return new StartRequest(key, new Request("anna", "make it", "t", "{}", Map.of("service", "shop")), plan);
    }

    private static <T> T done(Answer<T> answer) {
        return switch (answer) {
            case Answer.Done<T> done -> done.value();
            case Answer.Refused<T> refused -> throw new AssertionError(refused.toString());
        };
    }

    private WorkflowId start(Plan plan) {
        return done(workflows.start(request("", plan))).workflow().id();
    }

    private List<Entry> followToEnd(WorkflowId id) throws InterruptedException {
        var entries = new ArrayList<Entry>();
        try (Subscription subscription = done(workflows.subscribe(id, 0))) {
            while (!done(workflows.find(id)).status().ended()
                    || entries.size() < done(workflows.find(id)).sequence()) {
                entries.addAll(subscription.next(Duration.ofSeconds(10)));
            }
        }
        return entries;
    }

    @Test
    void workflowRunsToItsEndAndItsHistoryIsCompleteAndInOrder() throws Exception {
        open();
        work = task -> TaskResult.succeeded(new Outputs(Map.of("of", task.key().taskId())), "did it");

        WorkflowId id = start(Plan.of(task("t1"), task("t2", "t1"), task("t3", "t1"), task("t4", "t2", "t3")));
        List<Entry> history = followToEnd(id);

        assertThat(history).extracting(Entry::sequence).isEqualTo(sequence(history.size()));
        assertThat(history.getLast().fact()).isEqualTo(new Fact.WorkflowCompleted());
        assertThat(done(workflows.find(id)).outputs()).containsEntry("t4.of", "t4");
        assertThat(done(workflows.history(id, 0, 1000))).isEqualTo(history);
    }

    private static List<Long> sequence(int size) {
        var all = new ArrayList<Long>();
        for (long i = 1; i <= size; i++) {
            all.add(i);
        }
        return all;
    }

    @Test
    void whatWasUnderWayGoesOnAfterARestart() throws Exception {
        open();
        var entered = new CountDownLatch(1);
        work = task -> {
            if (task.key().taskId().equals("t2") && entered.getCount() > 0) {
                entered.countDown();
                sleep();
            }
            return TaskResult.succeeded(Outputs.NONE, "");
        };
        WorkflowId id = start(Plan.of(task("t1"), task("t2", "t1"), task("t3", "t2")));
        entered.await();

        workflows.close();
        open();
        List<Entry> history = followToEnd(id);

        assertThat(done(workflows.find(id)).status()).isEqualTo(Status.COMPLETED);
        assertThat(history).extracting(Entry::fact).contains(new Fact.LeaseLost(new TaskId("t2"), 1, 1));
    }

    private static void sleep() {
        try {
            Thread.sleep(Duration.ofMinutes(1));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void sameIdempotencyKeyStartsOnceAndAnotherRequestUnderItIsRefused() throws Exception {
        open();
        StartRequest first = request("key-1", Plan.of(task("t1")));

        WorkflowId id = done(workflows.start(first)).workflow().id();
        followToEnd(id);
        workflows.close();
        open();

        assertThat(done(workflows.start(first)).workflow().id()).isEqualTo(id);
        var other = new StartRequest("key-1", new Request("bob", "", "", "", Map.of()), first.plan());
        assertThat(workflows.start(other))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(Answer.Code.IDEMPOTENCY_KEY_REUSED));
    }

    @Test
    void listIsFilteredAndPaged() throws Exception {
        open();
        var ids = new ArrayList<WorkflowId>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(start(Plan.of(task("t1"))));
        }
        for (WorkflowId id : ids) {
            followToEnd(id);
        }
        var query = new WorkflowQuery(
                Optional.of(Status.COMPLETED),
                Optional.of("shop"),
                Optional.empty(),
                Optional.of("anna"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                3);

        var first = done(workflows.list(query));
        var second = done(workflows.list(query.withPage(first.next(), 3)));

        assertThat(first.items()).extracting(item -> item.id()).isEqualTo(ids.subList(0, 3));
        assertThat(second.items()).extracting(item -> item.id()).isEqualTo(ids.subList(3, 5));
        assertThat(second.next()).isEmpty();
    }

    @Test
    void cancelInterruptsARunningTask() throws Exception {
        open();
        var entered = new CountDownLatch(1);
        work = _ -> {
            entered.countDown();
            sleep();
            return TaskResult.succeeded(Outputs.NONE, "");
        };
        WorkflowId id = start(Plan.of(task("t1")));
        entered.await();

        done(workflows.cancel(id, ANNA, "mistake"));
        followToEnd(id);

        assertThat(done(workflows.find(id)).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void taskThatIsAWorkflowEndsWithIt() throws Exception {
        open();
        Plan inner = Plan.of(task("t1"), task("t2", "t1"));
        WorkflowId id = start(Plan.of(task("t1").asWorkflow(inner), task("t2", "t1")));

        followToEnd(id);

        Workflow workflow = done(workflows.find(id));
        assertThat(workflow.status()).isEqualTo(Status.COMPLETED);
        assertThat(done(workflows.list(WorkflowQuery.ALL)).items()).hasSize(2);
    }

    @Test
    void failedTaskIsADeadLetterUntilItIsReplayed() throws Exception {
        open();
        work = _ -> TaskResult.terminal(dev.agenticframework.agentapi.Failure.conflict("BROKEN", "m", "r"));
        WorkflowId id = start(Plan.of(task("t1")));
        followToEnd(id);
        var letters = done(workflows.deadLetters(Optional.empty(), 10)).items();
        assertThat(letters).hasSize(1);
        assertThat(letters.getFirst().error().code()).isEqualTo("BROKEN");

        work = _ -> TaskResult.succeeded(Outputs.NONE, "");
        done(workflows.replay(id, letters.getFirst().task(), ANNA));
        followToEnd(id);

        assertThat(done(workflows.deadLetters(Optional.empty(), 10)).items()).isEmpty();
    }

    @Test
    void eventsReachTheRulesTheyMatch() throws Exception {
        var seen = new ConcurrentLinkedQueue<Event>();
        bus.addRule("mine", "{\"detail-type\": [\"task.created\", \"codegen.completed\"]}", seen::add);
        var all = new CountDownLatch(1);
        bus.addRule("end", "{\"detail-type\": [\"workflow.completed\"]}", _ -> all.countDown());
        open();
        work = task -> TaskResult.succeeded(Outputs.NONE, "", generated(task));

        start(Plan.of(task("t1")));
        all.await();

        assertThat(seen).extracting(Event::detailType).containsExactly("task.created", "codegen.completed");
        assertThat(seen)
                .extracting(Event::source)
                .containsExactly("agentic-framework.planner", "agentic-framework.codegen");
        seen.forEach(event -> EventSchemas.check(event.detailType(), event.detail()));
    }

    @Test
    void targetOfAnEventMayStartAWorkflowWhileThePlatformStops() throws Exception {
        var delivered = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var running = new CompletableFuture<Workflows>();
        var started = new AtomicReference<Answer<Workflows.Started>>();
        bus.addRule("follow", "{\"detail-type\": [\"workflow.completed\"]}", _ -> {
            delivered.countDown();
            awaitQuietly(goOn);
            started.set(running.join().start(request("", Plan.of(task("t1")))));
        });
        running.complete(open());
        start(Plan.of(task("t1")));
        delivered.await();

        closeWhile(goOn::countDown);

        assertThat(started.get()).isInstanceOf(Answer.Done.class);
    }

    @Test
    void eventsThatAreNotYetDeliveredWhenThePlatformStopsAreDeliveredAtTheNextStart() throws Exception {
        var first = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var seen = new ConcurrentLinkedQueue<String>();
        bus.addRule("all", "{\"detail-type\": [\"workflow.created\", \"workflow.completed\"]}", event -> {
            seen.add(event.detailType());
            first.countDown();
            awaitQuietly(goOn);
        });
        open();
        WorkflowId id = start(Plan.of(task("t1")));
        first.await();
        followToEnd(id);
        closeWhile(goOn::countDown);
        assertThat(seen).containsExactly("workflow.created");

        var last = new CountDownLatch(1);
        bus.addRule("last", "{\"detail-type\": [\"workflow.completed\"]}", _ -> last.countDown());
        open();
        last.await();

        assertThat(seen).contains("workflow.completed");
    }

    /// Closes, and does something once that waits for the delivery that is under way.
    private void closeWhile(Runnable meanwhile) throws InterruptedException {
        Thread closing = Thread.startVirtualThread(workflows::close);
        while (closing.isAlive() && closing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        meanwhile.run();
        closing.join();
        workflows = null;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static CodegenCompleted generated(TaskContext task) {
        return new CodegenCompleted(
                task.key().workflowId(),
                task.key().taskId(),
                "shop",
                "microservice-rest-api",
                "shop",
                "work",
                "0".repeat(40),
                1,
                3);
    }

    @Test
    void endedWorkflowsAreRemovedWhenTheirTimeIsOver() throws Exception {
        open();
        WorkflowId id = start(Plan.of(task("t1")));
        followToEnd(id);

        assertThat(done(workflows.removeEndedBefore(Duration.ofHours(1), 10))).isZero();
        assertThat(done(workflows.removeEndedBefore(Duration.ofSeconds(-1), 10)))
                .isEqualTo(1);

        assertThat(workflows.find(id)).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void storeIsOpenedByOneOnly() throws Exception {
        open();

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> EmbeddedWorkflowStore.open(home.resolve("workflows")))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void referencesAreFoundInPlansAndOutputsOfTheChosenWorkflows() throws Exception {
        String build = "sha256:" + "b".repeat(64);
        var runtime = (DurableWorkflows) open();
        var task = TaskSpec.of("t1", "nobody", "wait");
        runtime.start(new StartRequest("", new Request("olga", "", "", "builds " + build, Map.of()), Plan.of(task)));
        var found = new ArrayList<String>();

        assertThat(runtime.references(_ -> true, found::add)).isEqualTo(new Answer.Done<>(1));
        assertThat(found).containsExactly(build);

        found.clear();
        assertThat(runtime.references(one -> one.status() == Status.FAILED, found::add))
                .isEqualTo(new Answer.Done<>(0));
        assertThat(found).isEmpty();
    }
}
