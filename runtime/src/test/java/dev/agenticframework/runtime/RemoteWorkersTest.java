package dev.agenticframework.runtime;

import static dev.agenticframework.runtime.SteppedShell.AGENT;
import static dev.agenticframework.runtime.SteppedShell.T1;
import static dev.agenticframework.runtime.SteppedShell.broken;
import static dev.agenticframework.runtime.SteppedShell.done;
import static dev.agenticframework.runtime.SteppedShell.request;
import static dev.agenticframework.runtime.SteppedShell.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Workers in other processes that come, go and return: no attempt is lost, and none runs twice at once.
class RemoteWorkersTest {
    private final MemoryStore store = new MemoryStore();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private RemoteWorkers remote;
    private Shell shell;

    /// One worker, as the engine's process sees it.
    private final class Worker {
        private final String name;
        private final List<WorkerMessage> received = new ArrayList<>();
        private RemoteWorkers.Membership membership;

        Worker(String name) {
            this.name = name;
        }

        /// Connects with room for so many attempts, and says what it holds.
        Worker join(int slots, WorkerMessage.Held... holding) throws StoreException {
            received.clear();
            var hello = new WorkerMessage.Hello(name, Map.of(AGENT, slots), List.of(holding));
            membership = remote.join(hello, received::add);
            shell.step();
            return this;
        }

        List<WorkerMessage.Held> orders() {
            return received.stream()
                    .filter(WorkerMessage.Start.class::isInstance)
                    .map(message -> ((WorkerMessage.Start) message).order())
                    .map(order -> new WorkerMessage.Held(order.workflow(), order.lease()))
                    .toList();
        }

        WorkerMessage.Held order() {
            assertThat(orders()).hasSize(1);
            return orders().getFirst();
        }

        void tell(WorkflowId workflow, Intent intent) {
            membership.receive(new WorkerMessage.Told(workflow, intent));
        }

        void succeed(WorkerMessage.Held held) throws StoreException {
            tell(held.workflow(), new Intent.Succeed(held.lease(), Map.of(), Report.NONE));
            shell.step();
        }

        void lose() throws StoreException {
            membership.close();
            shell.step();
        }
    }

    @BeforeEach
    void open() {
        var local = new LocalWorkers(Map.of(), Map.of(), new NoArtifacts(), () -> now);
        remote = new RemoteWorkers(() -> now);
        shell = new Shell(
                store, () -> now, Shell.Engine.REAL, new Crew(local, remote), Map.of(), Map.of(), (_, _) -> {});
        remote.serve(shell);
    }

    @AfterEach
    void close() {
        remote.close();
    }

    private WorkflowId start() throws StoreException {
        var reply = shell.start(request("", "olga", task("t1")));
        shell.step();
        return done(reply.join()).workflow().id();
    }

    private void passPatience() throws StoreException {
        now = now.plus(RemoteWorkers.REJOIN_PATIENCE).plusMillis(1);
        remote.giveUpAbsent();
        shell.step();
    }

    private Status status(WorkflowId id) {
        return store.find(id).orElseThrow().status();
    }

    private Stream<Fact> facts(WorkflowId id, Class<? extends Fact> kind) {
        return store.history(id, 0, 100).stream().map(entry -> entry.fact()).filter(kind::isInstance);
    }

    @Test
    void attemptWaitsForAWorkerAndGoesToTheOneWithTheMostRoom() throws StoreException {
        WorkflowId id = start();
        var small = new Worker("small").join(1);
        assertThat(small.order()).isEqualTo(new WorkerMessage.Held(id, new Lease(T1, 1, 1)));
        var large = new Worker("large").join(5);

        start();
        start();

        assertThat(large.orders()).hasSize(2);
        assertThat(small.orders()).hasSize(1);
    }

    @Test
    void workerGetsNoMoreAttemptsThanItHasRoomFor() throws StoreException {
        var worker = new Worker("w1").join(2);
        for (int i = 0; i < 5; i++) {
            start();
        }

        assertThat(worker.orders()).hasSize(2);
        worker.succeed(worker.orders().getFirst());
        assertThat(worker.orders()).hasSize(3);
    }

    @Test
    void outcomeIsConfirmedWhenItIsDurableAndNotBefore() throws StoreException {
        var worker = new Worker("w1").join(1);
        WorkflowId id = start();
        var held = worker.order();
        store.failNextCommit(broken(false));

        assertThatThrownBy(() -> worker.succeed(held)).isInstanceOf(StoreException.class);
        assertThat(worker.received).noneMatch(WorkerMessage.Kept.class::isInstance);
        shell.step();

        assertThat(worker.received).contains(new WorkerMessage.Kept(id, held.lease()));
        assertThat(status(id)).isEqualTo(Status.COMPLETED);
    }

    @Test
    void outcomeThatIsToldAgainIsConfirmedAgainAndCountsOnce() throws StoreException {
        var worker = new Worker("w1").join(1);
        WorkflowId id = start();
        var held = worker.order();

        worker.succeed(held);
        worker.succeed(held);

        assertThat(worker.received.stream().filter(WorkerMessage.Kept.class::isInstance))
                .hasSize(2);
        assertThat(facts(id, Fact.TaskSucceeded.class)).hasSize(1);
        start();
        assertThat(worker.orders()).hasSize(2);
        start();
        assertThat(worker.orders()).hasSize(2);
    }

    @Test
    void workerThatStaysAwayTooLongLosesItsAttemptsToOthers() throws StoreException {
        var gone = new Worker("gone").join(1);
        WorkflowId id = start();
        gone.lose();
        var other = new Worker("other").join(1);
        assertThat(other.orders()).isEmpty();

        passPatience();

        assertThat(other.order()).isEqualTo(new WorkerMessage.Held(id, new Lease(T1, 1, 2)));
    }

    @Test
    void workerThatReturnsInTimeKeepsWhatItHolds() throws StoreException {
        var worker = new Worker("w1").join(1);
        WorkflowId id = start();
        var held = worker.order();
        worker.lose();
        worker.join(1, held);
        passPatience();

        assertThat(facts(id, Fact.LeaseLost.class)).isEmpty();
        worker.succeed(held);
        assertThat(status(id)).isEqualTo(Status.COMPLETED);
    }

    @Test
    void workerThatReturnsWithoutItsAttemptGetsItAgain() throws StoreException {
        var worker = new Worker("w1").join(1);
        start();
        worker.lose();

        worker.join(1);

        assertThat(worker.order().lease()).isEqualTo(new Lease(T1, 1, 2));
    }

    @Test
    void workerThatReturnsTooLateIsToldToStopAndItsOutcomeIsIgnored() throws StoreException {
        var late = new Worker("late").join(1);
        WorkflowId id = start();
        var held = late.order();
        late.lose();
        passPatience();

        late.join(1, held);
        late.tell(id, new Intent.Succeed(held.lease(), Map.of(), Report.NONE));
        shell.step();

        assertThat(late.received).contains(new WorkerMessage.Stop(id, T1, 1), new WorkerMessage.Kept(id, held.lease()));
        assertThat(status(id)).isEqualTo(Status.IN_PROGRESS);
        late.succeed(late.order());
        assertThat(status(id)).isEqualTo(Status.COMPLETED);
    }

    @Test
    void workerThatSaysGoodbyeLosesItsAttemptsAtOnce() throws StoreException {
        var leaving = new Worker("leaving").join(1);
        WorkflowId id = start();
        var other = new Worker("other").join(1);

        leaving.membership.receive(new WorkerMessage.Bye());
        shell.step();

        assertThat(other.order()).isEqualTo(new WorkerMessage.Held(id, new Lease(T1, 1, 2)));
    }

    @Test
    void newConnectionOfAWorkerReplacesTheOldOne() throws StoreException {
        var worker = new Worker("w1").join(1);
        WorkflowId id = start();
        var held = worker.order();
        RemoteWorkers.Membership old = worker.membership;
        worker.join(1, held);

        old.receive(new WorkerMessage.Told(id, new Intent.Succeed(held.lease(), Map.of(), Report.NONE)));
        old.close();
        shell.step();
        assertThat(status(id)).isEqualTo(Status.IN_PROGRESS);
        worker.succeed(held);

        assertThat(status(id)).isEqualTo(Status.COMPLETED);
        start();
        assertThat(worker.orders()).hasSize(1);
    }

    @Test
    void attemptThatRanBeforeThePlatformRestartedContinuesWhenItsWorkerReturns() throws StoreException {
        var worker = new Worker("w1").join(1);
        WorkflowId id = start();
        var held = worker.order();
        close();
        open();

        worker.join(1, held);
        worker.succeed(held);

        assertThat(status(id)).isEqualTo(Status.COMPLETED);
        assertThat(facts(id, Fact.LeaseLost.class)).isEmpty();
    }

    @Test
    void attemptThatRanBeforeThePlatformRestartedIsDeliveredAgainWhenItsWorkerStaysAway() throws StoreException {
        new Worker("w1").join(1);
        WorkflowId id = start();
        close();
        open();
        var other = new Worker("other").join(1);

        passPatience();

        assertThat(other.order()).isEqualTo(new WorkerMessage.Held(id, new Lease(T1, 1, 2)));
    }

    @Test
    void cancelledWorkflowIsStoppedAtTheWorkerThatHoldsItsTask() throws StoreException {
        var worker = new Worker("w1").join(1);
        WorkflowId id = start();

        shell.tell(id, new Intent.Cancel("olga", ""));
        shell.step();
        worker.tell(id, new Intent.Stop(worker.order().lease()));
        shell.step();

        assertThat(worker.received).contains(new WorkerMessage.Stop(id, T1, 1));
        assertThat(status(id)).isEqualTo(Status.CANCELLED);
    }

    @Test
    void suspendedAttemptIsHeldByNoWorker() throws StoreException {
        var worker = new Worker("w1").join(1);
        WorkflowId id = start();
        var held = worker.order();
        worker.tell(
                id,
                new Intent.Suspend(
                        held.lease(), "pipeline/42", now.plusSeconds(60), now.plusSeconds(600), Report.NONE));
        shell.step();

        worker.lose();
        passPatience();

        assertThat(store.find(id).orElseThrow().task(T1).orElseThrow()).isInstanceOf(TaskState.Suspended.class);
        assertThat(facts(id, Fact.LeaseLost.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "nobody", "workflow"})
    void workerCannotTakeANameThatThePlatformUses(String name) {
        assertThatThrownBy(() -> new Worker(name).join(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void messageThatOnlyTheEngineSendsIsRefused() throws StoreException {
        var worker = new Worker("w1").join(1);
        var kept = new WorkerMessage.Kept(new WorkflowId(1), new Lease(T1, 1, 1));

        assertThatThrownBy(() -> worker.membership.receive(kept)).isInstanceOf(IllegalArgumentException.class);
    }
}
