package dev.agenticframework.runtime;

import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A shell over a [MemoryStore] that decides only when a test says so, with a clock that the test moves.
final class SteppedShell {
    static final String AGENT = "codegen";
    static final TaskId T1 = new TaskId("t1");
    static final TaskId T2 = new TaskId("t2");

    final MemoryStore store;
    final RecordedWorkers workers = new RecordedWorkers();
    final List<WorkflowStore.Change> committed = new ArrayList<>();
    final Shell shell;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    SteppedShell() {
        this(new MemoryStore(), Shell.Engine.REAL, 9);
    }

    /// @param slots attempts of [#AGENT] at once
    SteppedShell(MemoryStore store, Shell.Engine engine, int slots) {
        this.store = store;
        shell = new Shell(
                store,
                this::now,
                engine,
                workers,
                Map.of(AGENT, slots),
                Map.of("production", 1),
                (_, changes) -> committed.addAll(changes));
    }

    Instant now() {
        return now;
    }

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    static TaskSpec task(String id) {
        return TaskSpec.of(id, AGENT, "make");
    }

    static StartRequest request(String key, String by, TaskSpec... tasks) {
        return new StartRequest(key, new Request(by, "", "", "", Map.of("service", "shop")), Plan.of(tasks));
    }

    WorkflowId start(TaskSpec... tasks) throws StoreException {
        return startBy("olga", tasks);
    }

    WorkflowId startBy(String by, TaskSpec... tasks) throws StoreException {
        var reply = shell.start(request("", by, tasks));
        shell.step();
        return done(reply.join()).workflow().id();
    }

    static <T> T done(Answer<T> answer) {
        return switch (answer) {
            case Answer.Done<T> done -> done.value();
            case Answer.Refused<T> refused -> throw new AssertionError(refused.toString());
        };
    }

    static Answer.Code code(Answer<?> answer) {
        return switch (answer) {
            case Answer.Done<?> done -> throw new AssertionError(done.toString());
            case Answer.Refused<?> refused -> refused.code();
        };
    }

    /// Asks, decides, and answers.
    Answer<Workflow> ask(WorkflowId id, Intent intent) throws StoreException {
        var reply = shell.ask(id, intent);
        shell.step();
        return reply.join();
    }

    /// The attempt that was started first succeeds.
    RecordedWorkers.Attempt succeedFirst() throws StoreException {
        RecordedWorkers.Attempt attempt = workers.takeFirst();
        finish(attempt, new Intent.Succeed(attempt.lease(), Map.of(), Report.NONE));
        return attempt;
    }

    /// The attempt that was started first waits for the work that a handle names, for an hour at most.
    void suspendFirst(String handle) throws StoreException {
        RecordedWorkers.Attempt attempt = workers.takeFirst();
        Instant wakeAt = now.plus(Duration.ofMinutes(10));
        Instant deadline = now.plus(Duration.ofHours(1));
        finish(attempt, new Intent.Suspend(attempt.lease(), handle, wakeAt, deadline, Report.NONE));
    }

    private void finish(RecordedWorkers.Attempt attempt, Intent outcome) throws StoreException {
        shell.finish(attempt.workflow(), outcome, AGENT);
        shell.step();
    }

    Workflow find(WorkflowId id) {
        return store.find(id).orElseThrow();
    }

    TaskState state(WorkflowId id, TaskId task) {
        return find(id).task(task).orElseThrow();
    }

    static StoreException broken(boolean outcomeUnknown) {
        return new StoreException(
                Answer.Code.STORE_UNAVAILABLE, "The disk is broken.", new IOException("broken"), outcomeUnknown);
    }
}
