package dev.agenticframework.runtimeembedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Principal;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.Rules;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.Answer;
import dev.agenticframework.runtime.DurableWorkflows;
import dev.agenticframework.runtime.RuntimeSettings;
import dev.agenticframework.runtime.SignalBox;
import dev.agenticframework.runtime.StartRequest;
import dev.agenticframework.runtime.StoreException;
import dev.agenticframework.runtime.Subscription;
import dev.agenticframework.runtime.WorkerProcess;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerSocketTest {
    @TempDir
    Path home;

    private final List<AutoCloseable> workers = new ArrayList<>();
    private DurableWorkflows workflows = null;
    private WorkerSocket socket = null;

    private interface Work {
        TaskResult on(TaskContext task) throws InterruptedException;
    }

    private record Doing(Work work) implements Agent {
        @Override
        public String name() {
            return "codegen";
        }

        @Override
        public List<Capability> capabilities() {
            return List.of();
        }

        @Override
        public TaskResult perform(TaskContext task) throws InterruptedException {
            return work.on(task);
        }
    }

    @BeforeEach
    void open() throws StoreException, IOException {
        workflows = DurableWorkflows.start(
                EmbeddedWorkflowStore.open(home.resolve("workflows")),
                new LocalEventBus(),
                new FileArtifactStore(home.resolve("artifacts")),
                InstantSource.system(),
                RuntimeSettings.DEFAULT,
                Rules.OF_PLAN,
                List.of(),
                new SignalBox());
        socket = WorkerSocket.open(home.resolve("run"), workflows.remoteWorkers());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable worker : workers) {
            worker.close();
        }
        closeEngine();
    }

    private void closeEngine() {
        socket.close();
        workflows.close();
    }

    private WorkerProcess work(String name, Work work) {
        var worker = new WorkerProcess(
                name,
                Map.of("codegen", 2),
                List.of(new Doing(work)),
                new FileArtifactStore(home.resolve("artifacts")),
                InstantSource.system(),
                () -> WorkerSocket.dial(home.resolve("run")));
        workers.add(worker);
        Thread.startVirtualThread(() -> {
            try {
                worker.run();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        return worker;
    }

    private static TaskSpec task(String id, String... after) {
        return TaskSpec.of(id, "codegen", "make").after(after);
    }

    private WorkflowId start(TaskSpec... tasks) {
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

    private Status end(WorkflowId id) throws InterruptedException {
        try (Subscription subscription = done(workflows.subscribe(id, 0))) {
            for (int i = 0; i < 100 && !status(id).ended(); i++) {
                subscription.next(Duration.ofSeconds(1));
            }
        }
        return status(id);
    }

    private Status status(WorkflowId id) {
        return done(workflows.find(id)).status();
    }

    private long count(WorkflowId id, Class<? extends Fact> kind) {
        return done(workflows.history(id, 0, 1_000)).stream()
                .filter(entry -> kind.isInstance(entry.fact()))
                .count();
    }

    @Test
    void anotherProcessDoesWhatThisOneHasNoAgentFor() throws InterruptedException {
        work(
                "w1",
                task -> TaskResult.succeeded(new Outputs(Map.of("of", task.key().taskId() + task.labels())), "did it"));

        WorkflowId id = start(task("t1"), task("t2", "t1"), task("t3", "t1"), task("t4", "t2", "t3"));

        assertThat(end(id)).isEqualTo(Status.COMPLETED);
        assertThat(done(workflows.find(id)).outputs()).containsEntry("t4.of", "t4{service=shop}");
    }

    @Test
    void attemptOfAWorkerThatLeavesIsDeliveredToAnother() throws Exception {
        var begun = new CountDownLatch(1);
        WorkerProcess first = work("w1", _ -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return TaskResult.succeeded(Outputs.NONE, "");
        });
        WorkflowId id = start(task("t1"));
        begun.await();

        first.close();
        work("w2", _ -> TaskResult.succeeded(Outputs.NONE, ""));

        assertThat(end(id)).isEqualTo(Status.COMPLETED);
        assertThat(count(id, Fact.LeaseLost.class)).isEqualTo(1);
    }

    @Test
    void workGoesOnWhileTheEngineRestartsAndIsDoneOnce() throws Exception {
        Queue<String> effects = new ConcurrentLinkedQueue<>();
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        work("w1", task -> {
            effects.add(task.key().toString());
            begun.countDown();
            mayEnd.await();
            return TaskResult.succeeded(Outputs.NONE, "");
        });
        WorkflowId id = start(task("t1"));
        begun.await();

        closeEngine();
        mayEnd.countDown();
        open();

        assertThat(end(id)).isEqualTo(Status.COMPLETED);
        assertThat(effects).hasSize(1);
        assertThat(count(id, Fact.LeaseLost.class)).isZero();
    }

    @Test
    void cancellingReachesTheOtherProcess() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        work("w1", _ -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return TaskResult.succeeded(Outputs.NONE, "");
        });
        WorkflowId id = start(task("t1"));
        begun.await();

        workflows.cancel(id, new Principal("anna", Set.of()), "not wanted");

        assertThat(end(id)).isEqualTo(Status.CANCELLED);
        interrupted.await();
    }

    @Test
    void slotsAreFreeAgainHoweverOftenAWorkerComesAndGoes() throws Exception {
        for (int i = 0; i < 5; i++) {
            WorkerProcess worker = work("w1", _ -> TaskResult.succeeded(Outputs.NONE, ""));
            WorkflowId id = start(task("t1"), task("t2"), task("t3"), task("t4"), task("t5"));
            assertThat(end(id)).isEqualTo(Status.COMPLETED);
            worker.close();
        }
    }

    @Test
    void nonsenseCostsTheConnectionItCameOver() throws Exception {
        try (SocketChannel channel = SocketChannel.open(
                UnixDomainSocketAddress.of(home.resolve("run").resolve("workers.sock")))) {
            channel.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            var answer = ByteBuffer.allocate(1);
            assertThat(channel.read(answer)).isEqualTo(-1);
        }
        work("w1", _ -> TaskResult.succeeded(Outputs.NONE, ""));
        assertThat(end(start(task("t1")))).isEqualTo(Status.COMPLETED);
    }
}
