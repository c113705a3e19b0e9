package dev.agenticframework.runtime;

import static dev.agenticframework.runtime.SteppedShell.T1;
import static dev.agenticframework.runtime.SteppedShell.broken;
import static dev.agenticframework.runtime.SteppedShell.code;
import static dev.agenticframework.runtime.SteppedShell.done;
import static dev.agenticframework.runtime.SteppedShell.request;
import static dev.agenticframework.runtime.SteppedShell.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.WorkflowId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What the shell promises: what it has acknowledged is durable, and nothing is acted on before it is.
class ShellTest {
    private final SteppedShell bench = new SteppedShell();

    private CompletableFuture<Answer<Workflows.Started>> startLater(String key, String by) {
        return bench.shell.start(request(key, by, task("t1")));
    }

    @Test
    void nothingIsStartedToldOrAnsweredBeforeItIsDurable() throws StoreException {
        var reply = startLater("", "olga");
        var atCommit = new ArrayList<Boolean>();
        bench.store.beforeCommit(() -> atCommit.addAll(
                List.of(reply.isDone(), !bench.workers.started().isEmpty(), !bench.committed.isEmpty())));

        bench.shell.step();

        assertThat(atCommit).containsExactly(false, false, false);
        assertThat(reply).isCompleted();
        assertThat(bench.workers.started()).hasSize(1);
        assertThat(bench.committed).hasSize(1);
    }

    @Test
    void everythingThatWaitsIsDecidedInOneCommit() throws StoreException {
        var commits = new ArrayList<String>();
        bench.store.beforeCommit(() -> commits.add("commit"));
        var replies = List.of(startLater("", "olga"), startLater("", "anna"), startLater("", "bob"));

        bench.shell.step();

        assertThat(commits).hasSize(1);
        assertThat(replies).allMatch(CompletableFuture::isDone);
    }

    @Test
    void requestIsRefusedWhenTheStoreFailsAndNothingHasHappened() throws StoreException {
        var reply = startLater("", "olga");
        bench.store.failNextCommit(broken(false));

        assertThatThrownBy(bench.shell::step).isInstanceOf(StoreException.class);

        assertThat(code(reply.join())).isEqualTo(Answer.Code.STORE_UNAVAILABLE);
        bench.shell.step();
        assertThat(bench.workers.started()).isEmpty();
        assertThat(bench.committed).isEmpty();
        assertThat(bench.store.lastNumber()).isZero();
    }

    @Test
    void outcomeOfAnAttemptIsKeptUntilTheStoreWorksAgain() throws StoreException {
        WorkflowId id = bench.start(task("t1"), task("t2").after("t1"));
        var attempt = bench.workers.takeFirst();
        var kept = new ArrayList<String>();
        bench.shell.finish(
                id,
                new Intent.Succeed(attempt.lease(), Map.of(), Report.NONE),
                SteppedShell.AGENT,
                () -> kept.add("kept"));
        for (int i = 0; i < 3; i++) {
            bench.store.failNextCommit(broken(false));
            assertThatThrownBy(bench.shell::step).isInstanceOf(StoreException.class);
        }
        assertThat(kept).isEmpty();
        assertThat(bench.workers.started()).isEmpty();

        bench.shell.step();

        assertThat(kept).containsExactly("kept");
        assertThat(bench.workers.started())
                .extracting(one -> one.lease().task().value())
                .containsExactly("t2");
    }

    @Test
    void attemptThatMayHaveBeenLeasedWhenTheStoreFailedIsDeliveredAgain() throws StoreException {
        var reply = startLater("", "olga");
        bench.store.failNextCommit(broken(true));
        assertThatThrownBy(bench.shell::step).isInstanceOf(StoreException.class);
        assertThat(code(reply.join())).isEqualTo(Answer.Code.STORE_UNAVAILABLE);
        assertThat(bench.workers.started()).isEmpty();

        bench.shell.step();

        assertThat(bench.workers.started())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.lease().delivery()).isEqualTo(2));
    }

    @Test
    void limitOfAnEnvironmentHoldsAfterACommitWhoseOutcomeWasUnknown() throws StoreException {
        bench.shell.start(request("", "olga", task("t1").in("production")));
        bench.store.failNextCommit(broken(true));
        assertThatThrownBy(bench.shell::step).isInstanceOf(StoreException.class);
        bench.start(task("t1").in("production"));

        assertThat(bench.workers.started()).hasSize(1);
        bench.succeedFirst();
        assertThat(bench.workers.started()).hasSize(1);
    }

    @Test
    void storeThatCannotBeReadRefusesWithItsCodeAndIsAskedAgain() throws StoreException {
        WorkflowId id = bench.start(task("t1"));
        var reply = bench.shell.ask(id, new Intent.Pause("olga"));
        bench.store.failReading(broken(false));

        assertThatThrownBy(bench.shell::step).isInstanceOf(StoreException.class);
        assertThat(code(reply.join())).isEqualTo(Answer.Code.STORE_UNAVAILABLE);
        bench.store.failReading(null);

        assertThat(bench.ask(id, new Intent.Pause("olga"))).isInstanceOf(Answer.Done.class);
    }

    @Test
    void sameKeyStartsOneWorkflowEvenInOneGroup() throws StoreException {
        var first = startLater("key", "olga");
        var second = startLater("key", "olga");
        bench.shell.step();
        var third = startLater("key", "olga");
        bench.shell.step();

        var started = done(first.join());
        assertThat(started.created()).isTrue();
        assertThat(List.of(done(second.join()), done(third.join()))).allSatisfy(again -> {
            assertThat(again.created()).isFalse();
            assertThat(again.workflow().id()).isEqualTo(started.workflow().id());
        });
    }

    @Test
    void sameKeyForAnotherRequestIsRefused() throws StoreException {
        startLater("key", "olga");
        var other = startLater("key", "anna");

        bench.shell.step();

        assertThat(code(other.join())).isEqualTo(Answer.Code.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void unknownWorkflowAndUnknownTaskAreNotFound() throws StoreException {
        WorkflowId id = bench.start(task("t1"));

        assertThat(code(bench.ask(new WorkflowId(7), new Intent.Pause("olga"))))
                .isEqualTo(Answer.Code.WORKFLOW_NOT_FOUND);
        assertThat(code(bench.ask(id, new Intent.Signal(new TaskId("t9"), "h", ""))))
                .isEqualTo(Answer.Code.TASK_NOT_FOUND);
    }

    @Test
    void attemptWhoseOutputsAreTooLargeFailsInsteadOfRunningForever() throws StoreException {
        WorkflowId id = bench.start(task("t1"));
        var attempt = bench.workers.takeFirst();
        var outputs = Map.of("text", "x".repeat(64 * 1024 + 1));
        bench.shell.finish(id, new Intent.Succeed(attempt.lease(), outputs, Report.NONE), SteppedShell.AGENT);

        bench.shell.step();

        assertThat(bench.state(id, T1))
                .isInstanceOfSatisfying(
                        TaskState.Failed.class,
                        failed -> assertThat(failed.error().code()).isEqualTo("OUTPUT_TOO_LARGE"));
    }

    @Test
    void whatCameInBeforeTheStopIsDecidedAndWhatComesAfterIsRefused() throws InterruptedException {
        var before = startLater("", "olga");
        bench.shell.stop();
        var after = startLater("", "anna");

        run();

        assertThat(before.join()).isInstanceOf(Answer.Done.class);
        assertThat(code(after.join())).isEqualTo(Answer.Code.SHUTTING_DOWN);
    }

    @Test
    void writerThatIsDefectiveStopsAndRefusesWhatWaitsAndWhatComes() throws InterruptedException {
        bench.store.beforeCommit(() -> {
            throw new IllegalStateException("a store may not throw this");
        });
        var waiting = startLater("", "olga");

        run();

        assertThat(code(waiting.join())).isEqualTo(Answer.Code.ENGINE_STOPPED);
        assertThat(code(startLater("", "anna").join())).isEqualTo(Answer.Code.ENGINE_STOPPED);
        assertThat(bench.workers.started()).isEmpty();
        assertThat(bench.committed).isEmpty();
    }

    @Test
    void writerContinuesByItselfWhenTheStoreWorksAgain() throws InterruptedException, StoreException {
        WorkflowId id = bench.start(task("t1"));
        var commits = new CountDownLatch(2);
        bench.store.beforeCommit(commits::countDown);
        bench.store.failNextCommit(broken(false));
        bench.shell.tell(id, new Intent.Pause("olga"));

        var running = Thread.ofVirtual().start(bench.shell::run);
        commits.await();
        bench.shell.stop();
        running.join();

        assertThat(bench.find(id).status()).isEqualTo(Status.PAUSED);
    }

    private void run() throws InterruptedException {
        Thread.ofVirtual().start(bench.shell::run).join();
    }
}
