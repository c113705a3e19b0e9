package dev.agenticframework.runtime;

import dev.agenticframework.engine.Decision;
import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.Parent;
import dev.agenticframework.engine.Rejection;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The one thread that decides. It takes what has come in, lets the engine decide about all of it, makes the
/// facts
/// durable in one commit, and only then
/// acts on them. While a commit is under way more comes in: the busier it is, the larger the groups.
final class Writer {
    static final int MAX_GROUP = 1_024;
    private static final long MAX_SLEEP_MILLIS = 1_000;
    private static final long HORIZON_MILLIS = 20_000;
    private static final int MAX_TIMERS_LOADED = 50_000;
    private static final long RETRY_MILLIS = 200;
    /// The worker's name on tasks that are workflows of their own.
    static final String CHILD_WORKER = "workflow";

    private final WorkflowStore store;
    private final InstantSource clock;
    private final Inbox inbox;
    private final Dispatcher dispatcher;
    private final Workers workers;
    private final Shell.Engine engine;
    private final Shell.Listener listener;
    private final Timers timers = new Timers(HORIZON_MILLIS);
    private final Numbers numbers;
    private final List<Command> batch = new ArrayList<>();
    private final Deque<Command> followUps = new ArrayDeque<>();
    private Instant now;
    private Instant loadTimersAt = Instant.EPOCH;
    private Group group;
    private volatile boolean stopping;

    Writer(
            WorkflowStore store,
            InstantSource clock,
            Shell.Engine engine,
            Inbox inbox,
            Dispatcher dispatcher,
            Workers workers,
            Shell.Listener listener) {
        this.store = store;
        this.clock = clock;
        this.inbox = inbox;
        this.dispatcher = dispatcher;
        this.engine = engine;
        this.workers = workers;
        this.listener = listener;
        this.numbers = new Numbers(store.lastNumber());
        this.now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        this.group = new Group(store);
    }

    /// Lets it end once what has come in is done.
    void stop() {
        stopping = true;
    }

    void run() {
        while (!stopping || inbox.size() > 0) {
            inbox.await(batch.isEmpty() ? timers.millisToNext(now, MAX_SLEEP_MILLIS) : 0);
            try {
                step();
            } catch (StoreException e) {
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException _) {
            stopping = true;
            batch.clear();
        }
    }

    /// One group: decides about all that is there, and makes it durable.
    void step() throws StoreException {
        now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        inbox.drainTo(batch, MAX_GROUP);
        addDueTimers();
        if (batch.isEmpty()) {
            return;
        }
        group = new Group(store);
        decideAll(batch);
        dispatch();
        List<WorkflowStore.Change> changes = group.changes();
        try {
            commit(changes);
            batch.clear();
        } catch (StoreException e) {
            failed(e, changes);
            throw e;
        }
    }

    private void decideAll(List<Command> commands) {
        for (Command command : commands) {
            decide(command);
            while (!followUps.isEmpty()) {
                decide(followUps.removeFirst());
            }
        }
    }

    private void addDueTimers() {
        if (!now.isBefore(loadTimersAt)) {
            var waking = store.wakingBefore(now.plusMillis(HORIZON_MILLIS), MAX_TIMERS_LOADED);
            waking.forEach(wake -> timers.set(wake.workflow(), wake.at(), now));
            boolean all = waking.size() < MAX_TIMERS_LOADED;
            loadTimersAt = now.plusMillis(all ? HORIZON_MILLIS / 2 : MAX_SLEEP_MILLIS);
        }
        for (WorkflowId due = timers.poll(now); due != null; due = timers.poll(now)) {
            batch.add(new Command.Ask(due, new Intent.Wake(), null));
        }
    }

    private void decide(Command command) {
        switch (command) {
            case Command.Start start -> start(start);
            case Command.Ask ask -> ask(ask);
            case Command.Finish finish -> finish(finish);
            case Command.Slots slots -> addSlots(slots.agent(), slots.count());
        }
    }

    private void addSlots(String agent, int count) {
        dispatcher.addSlots(agent, count);
        group.onUndo(() -> dispatcher.addSlots(agent, -count));
    }

    private void start(Command.Start start) {
        String key = start.request().idempotencyKey();
        Workflow known =
                key.isEmpty() ? null : group.findByKey(key).map(group::find).orElse(null);
        if (known != null) {
            startedBefore(start, known);
            return;
        }
        var created = new Fact.WorkflowCreated(
                start.request().request(), start.request().plan(), key, Optional.empty());
        var id = new WorkflowId(numbers.next(now));
        accept(null, Workflow.start(id, created, now));
        replyWhenDurable(start.reply(), id, workflow -> new Workflows.Started(workflow, true));
    }

    private void startedBefore(Command.Start start, Workflow known) {
        if (known.request().equals(start.request().request())) {
            replyWhenDurable(start.reply(), known.id(), workflow -> new Workflows.Started(workflow, false));
        } else {
            start.reply()
                    .complete(Refusals.refused(
                            Answer.Code.IDEMPOTENCY_KEY_REUSED,
                            "this idempotency key has started " + known.id() + " for another request: use a new key"));
        }
    }

    private interface ToValue<T> {
        T of(Workflow workflow);
    }

    private <T> void replyWhenDurable(CompletableFuture<Answer<T>> reply, WorkflowId id, ToValue<T> value) {
        Group mine = group;
        mine.whenDurable(() -> {
            Workflow workflow = mine.find(id);
            reply.complete(workflow == null ? Refusals.notFound(id) : new Answer.Done<>(value.of(workflow)));
        });
    }

    private void ask(Command.Ask ask) {
        Workflow workflow = group.find(ask.workflow());
        CompletableFuture<Answer<Workflow>> reply = ask.reply();
        if (workflow == null) {
            if (reply != null) {
                reply.complete(Refusals.notFound(ask.workflow()));
            }
            return;
        }
        Optional<Rejection> rejection = apply(workflow, ask.intent());
        if (reply != null && rejection.isPresent()) {
            reply.complete(Refusals.of(ask.workflow(), rejection.get()));
        } else if (reply != null) {
            replyWhenDurable(reply, ask.workflow(), same -> same);
        }
    }

    private Optional<Rejection> apply(Workflow workflow, Intent intent) {
        return switch (engine.decide(workflow, intent, now)) {
            case Decision.Accepted accepted -> {
                accept(workflow, accepted);
                yield Optional.empty();
            }
            case Decision.Rejected rejected -> Optional.of(rejected.reason());
        };
    }

    private void finish(Command.Finish finish) {
        addSlots(finish.agent(), 1);
        Workflow workflow = group.find(finish.workflow());
        if (workflow == null) {
            return;
        }
        Optional<Rejection> rejection = apply(workflow, finish.intent());
        if (rejection.equals(Optional.of(Rejection.OUTPUT_TOO_LARGE))) {
            leaseOf(finish.intent()).ifPresent(lease -> apply(workflow, tooLarge(lease)));
        }
    }

    private static Optional<Lease> leaseOf(Intent intent) {
        return switch (intent) {
            case Intent.Succeed succeed -> Optional.of(succeed.lease());
            case Intent.Fail fail -> Optional.of(fail.lease());
            default -> Optional.empty();
        };
    }

    private static Intent tooLarge(Lease lease) {
        var error = new TaskError.Terminal(
                Answer.Code.OUTPUT_TOO_LARGE.name(),
                TaskError.Blame.INTERNAL,
                "the agent put out more than a history may hold",
                "keep large things in the artifact store and put out the reference");
        return new Intent.Fail(lease, error, Map.of(), Report.NONE);
    }

    private void accept(@Nullable Workflow before, Decision.Accepted decision) {
        group.stage(decision);
        if (before != null && dispatcher.limitsEnvironments()) {
            countEnvironments(before, decision.after());
        }
        for (Entry entry : decision.entries()) {
            react(before, decision.after(), entry.fact());
        }
    }

    private void countEnvironments(Workflow before, Workflow after) {
        for (int i = 0; i < before.tasks().size(); i++) {
            int change = running(after.tasks().get(i)) - running(before.tasks().get(i));
            if (change != 0) {
                String environment = before.plan().tasks().get(i).environment();
                dispatcher.addRunning(environment, change);
                group.onUndo(() -> dispatcher.addRunning(environment, -change));
            }
        }
    }

    private static int running(TaskState state) {
        return state instanceof TaskState.Running running && running.child().isEmpty() ? 1 : 0;
    }

    private void react(@Nullable Workflow before, Workflow after, Fact fact) {
        switch (fact) {
            case Fact.TaskReady ready -> ready(after, ready.task());
            case Fact.CompensationReady ready -> ready(after, ready.task());
            case Fact.LeaseLost lost -> ready(after, lost.task());
            case Fact.TaskStarted started -> started.child().ifPresent(child -> startChild(after, started, child));
            case Fact.WorkflowResumed _ -> resumed(before, after);
            case Fact.WorkflowPaused paused -> tellChildren(after, new Intent.Pause(paused.by()));
            case Fact.CancelRequested cancel -> tellChildren(after, new Intent.Cancel(cancel.by(), cancel.reason()));
            case Fact.WorkflowTimedOut _ -> tellChildren(after, new Intent.Cancel(CHILD_WORKER, "parent timed out"));
            case Fact.AttemptFailed failed -> abandonChild(before, failed.task());
            case Fact.TaskFailed failed -> abandonChild(before, failed.task());
            case Fact.TaskStopped stopped -> abandonChild(before, stopped.task());
            case Fact.WorkflowCompleted _ -> tellParent(after);
            case Fact.WorkflowFailed _ -> tellParent(after);
            case Fact.WorkflowCancelled _ -> tellParent(after);
            default -> {}
        }
    }

    private void ready(Workflow workflow, TaskId task) {
        TaskSpec spec = workflow.spec(task).orElseThrow();
        if (workflow.task(task).orElseThrow() instanceof TaskState.Ready ready) {
            int attempt = ready.past().attempt();
            if (spec.child().isPresent() && ready.leg() == TaskState.Leg.ACTION) {
                followUps.add(new Command.Ask(
                        workflow.id(),
                        new Intent.LeaseTask(
                                task, attempt, CHILD_WORKER, Optional.of(new WorkflowId(numbers.next(now)))),
                        null));
            } else {
                dispatcher.add(workflow.id(), spec, attempt);
            }
        }
    }

    private void startChild(Workflow parent, Fact.TaskStarted started, WorkflowId child) {
        var plan = parent.spec(started.task()).flatMap(TaskSpec::child).orElseThrow();
        var of = new Parent(parent.id(), started.task(), started.attempt(), started.delivery());
        accept(null, Workflow.start(child, new Fact.WorkflowCreated(parent.request(), plan, "", Optional.of(of)), now));
    }

    private void resumed(@Nullable Workflow before, Workflow after) {
        tellChildren(after, new Intent.Resume(CHILD_WORKER));
        for (TaskSpec task : after.plan().tasks()) {
            boolean wasReady = before != null && before.task(task.id()).orElseThrow() instanceof TaskState.Ready;
            if (wasReady) {
                ready(after, task.id());
            }
        }
    }

    private void tellChildren(Workflow parent, Intent intent) {
        for (TaskState task : parent.tasks()) {
            if (task instanceof TaskState.Running running) {
                running.child().ifPresent(child -> followUps.add(new Command.Ask(child, intent, null)));
            }
        }
    }

    private void abandonChild(@Nullable Workflow before, TaskId task) {
        if (before != null && before.task(task).orElseThrow() instanceof TaskState.Running running) {
            running.child()
                    .ifPresent(child -> followUps.add(
                            new Command.Ask(child, new Intent.Cancel(CHILD_WORKER, "its task has ended"), null)));
        }
    }

    private void tellParent(Workflow child) {
        child.parent()
                .ifPresent(parent ->
                        followUps.add(new Command.Ask(parent.workflow(), Children.outcome(child, parent), null)));
    }

    private void dispatch() {
        for (String agent : dispatcher.agents()) {
            Dispatcher.Waiting next = dispatcher.poll(agent);
            while (next != null) {
                lease(agent, next);
                next = dispatcher.poll(agent);
            }
        }
    }

    private void lease(String agent, Dispatcher.Waiting waiting) {
        Workflow workflow = group.find(waiting.workflow());
        if (workflow == null) {
            return;
        }
        int priority = workflow.spec(waiting.task()).map(TaskSpec::priority).orElse(TaskSpec.DEFAULT_PRIORITY);
        group.onUndo(() -> dispatcher.putBack(waiting, agent, priority));
        String worker = workers.nameFor(agent);
        Optional<Rejection> rejection =
                apply(workflow, new Intent.LeaseTask(waiting.task(), waiting.attempt(), worker, Optional.empty()));
        if (rejection.isEmpty()) {
            addSlots(agent, -1);
        }
    }

    private void commit(List<WorkflowStore.Change> changes) throws StoreException {
        if (!changes.isEmpty()) {
            long position = store.commit(changes);
            for (WorkflowStore.Change change : changes) {
                setTimer(change);
                for (Entry entry : change.entries()) {
                    act(change.after(), entry.fact());
                }
            }
            listener.committed(position, changes);
        }
        group.durable();
    }

    private void act(Workflow workflow, Fact fact) {
        switch (fact) {
            case Fact.TaskStarted started -> {
                var lease = new Lease(started.task(), started.attempt(), started.delivery());
                if (started.child().isEmpty() && isHeld(workflow, lease)) {
                    workers.start(workflow, lease);
                }
            }
            case Fact.LeaseLost lost -> workers.revoke(workflow.id(), lost.task(), lost.attempt());
            case Fact.AttemptFailed failed -> workers.revoke(workflow.id(), failed.task(), failed.attempt());
            case Fact.TaskFailed failed -> workers.revoke(workflow.id(), failed.task(), failed.attempt());
            case Fact.TaskStopped stopped -> workers.revoke(workflow.id(), stopped.task(), stopped.attempt());
            case Fact.CancelRequested _, Fact.WorkflowTimedOut _ -> workers.stop(workflow.id());
            default -> {}
        }
    }

    /// Whether an attempt that was started in a group is still running at the end of it.
    private static boolean isHeld(Workflow workflow, Lease lease) {
        return workflow.task(lease.task()).orElseThrow() instanceof TaskState.Running running
                && running.past().attempt() == lease.attempt()
                && running.delivery() == lease.delivery();
    }

    private void setTimer(WorkflowStore.Change change) {
        Workflow workflow = change.after();
        Optional<Instant> at = workflow.wakeAt();
        if (at.isPresent()) {
            timers.set(workflow.id(), at.get(), now);
        } else {
            timers.clear(workflow.id());
        }
    }

    /// Nothing of the group has happened. Who waits is told so; what nobody waits for is tried again.
    private void failed(StoreException e, List<WorkflowStore.Change> changes) {
        group.undo();
        batch.removeIf(command -> refuse(command, e));
        if (e.outcomeUnknown()) {
            changes.forEach(this::takeUpAgain);
            dispatcher.forgetRunning();
            store.forEachBusy(this::countRunning);
        }
    }

    private void countRunning(Workflow workflow) {
        for (TaskSpec task : workflow.plan().tasks()) {
            dispatcher.addRunning(
                    task.environment(), running(workflow.task(task.id()).orElseThrow()));
        }
    }

    /// It may have happened all the same: then attempts were leased that nobody carries out.
    private void takeUpAgain(WorkflowStore.Change change) {
        for (Entry entry : change.entries()) {
            if (entry.fact() instanceof Fact.TaskStarted started
                    && started.child().isEmpty()) {
                var lease = new Lease(started.task(), started.attempt(), started.delivery());
                batch.add(new Command.Ask(change.after().id(), new Intent.LoseLease(lease), null));
            }
        }
    }

    private static boolean refuse(Command command, StoreException e) {
        String message = String.valueOf(e.getMessage());
        return switch (command) {
            case Command.Start start -> {
                start.reply().complete(Refusals.refused(e.code(), message));
                yield true;
            }
            case Command.Ask ask -> {
                CompletableFuture<Answer<Workflow>> reply = ask.reply();
                if (reply != null) {
                    reply.complete(Refusals.refused(e.code(), message));
                }
                yield reply != null;
            }
            case Command.Finish _, Command.Slots _ -> false;
        };
    }
}
