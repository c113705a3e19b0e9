package dev.agenticframework.runtime;

import dev.agenticframework.engine.Decision;
import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Rejection;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The decisions of one group: its commands, and what follows from them for sub-workflows, their parents, and attempts
/// for which a worker is free. Nothing has happened until the group is durable; [#undo] reverts the changes in memory.
final class Round {
    private final Deciding deciding;
    private final Dispatcher dispatcher;
    private final Workers workers;
    private final Quarantine quarantine;
    private final Instant now;
    private final Group group;
    private final Deque<Command> followUps = new ArrayDeque<>();
    private Optional<WorkflowId> subject = Optional.empty();

    /// What decisions need in addition to the group: the engine, and numbers for new workflows.
    record Deciding(Shell.Engine engine, Numbers numbers) {}

    Round(
            WorkflowStore store,
            Deciding deciding,
            Dispatcher dispatcher,
            Workers workers,
            Quarantine quarantine,
            Instant now) {
        this.deciding = deciding;
        this.dispatcher = dispatcher;
        this.workers = workers;
        this.quarantine = quarantine;
        this.now = now;
        this.group = new Group(store);
    }

    /// The workflow that the current decision is about; empty when it is about to start.
    Optional<WorkflowId> subject() {
        return subject;
    }

    Group group() {
        return group;
    }

    void undo() {
        group.undo();
    }

    /// Decides about a command and all that follows from it.
    void decide(Command command) {
        followUps.add(command);
        while (!followUps.isEmpty()) {
            switch (followUps.removeFirst()) {
                case Command.Start start -> start(start);
                case Command.Ask ask -> ask(ask);
                case Command.Finish finish -> finish(finish);
                case Command.Slots slots -> addSlots(slots.agent(), slots.count());
            }
        }
    }

    /// Fails a workflow about which the engine could not decide; see [Quarantine].
    void giveUp(WorkflowId id) {
        subject = Optional.of(id);
        Workflow workflow = group.find(id);
        if (workflow != null) {
            accept(workflow, workflow.giveUp(Quarantine.DEFECT, now));
        }
    }

    private void addSlots(String agent, int count) {
        dispatcher.addSlots(agent, count);
        group.onUndo(() -> dispatcher.addSlots(agent, -count));
    }

    /// The workflow with the decisions so far; null when it does not exist or is in quarantine.
    private @Nullable Workflow find(WorkflowId id) {
        subject = Optional.of(id);
        return quarantine.holds(id) ? null : group.find(id);
    }

    private void start(Command.Start start) {
        subject = Optional.empty();
        String key = start.request().idempotencyKey();
        Optional<WorkflowId> before = key.isEmpty() ? Optional.empty() : group.findByKey(key);
        if (before.isPresent() && quarantine.holds(before.get())) {
            start.reply().complete(Quarantine.refusal(before.get()));
            return;
        }
        Workflow known = before.map(this::find).orElse(null);
        if (known != null) {
            startedBefore(start, known);
            return;
        }
        var created = new Fact.WorkflowCreated(
                start.request().request(), start.request().plan(), key, Optional.empty());
        var id = new WorkflowId(deciding.numbers().next(now));
        accept(null, deciding.engine().start(id, created, now));
        replyWhenDurable(start.reply(), id, workflow -> new Workflows.Started(workflow, true));
    }

    private void startedBefore(Command.Start start, Workflow known) {
        if (Traces.untraced(known.request())
                .equals(Traces.untraced(start.request().request()))) {
            replyWhenDurable(start.reply(), known.id(), workflow -> new Workflows.Started(workflow, false));
        } else {
            start.reply()
                    .complete(Refusals.refused(
                            Answer.Code.IDEMPOTENCY_KEY_REUSED,
                            "This idempotency key has started " + known.id() + " for another request."));
        }
    }

    private interface ToValue<T> {
        T of(Workflow workflow);
    }

    private <T> void replyWhenDurable(CompletableFuture<Answer<T>> reply, WorkflowId id, ToValue<T> value) {
        group.whenDurable(() -> {
            Workflow workflow = group.find(id);
            reply.complete(workflow == null ? Refusals.notFound(id) : new Answer.Done<>(value.of(workflow)));
        });
    }

    private void ask(Command.Ask ask) {
        Workflow workflow = find(ask.workflow());
        CompletableFuture<Answer<Workflow>> reply = ask.reply();
        if (reply == null) {
            if (workflow != null) {
                apply(workflow, ask.intent());
            }
        } else if (quarantine.holds(ask.workflow())) {
            reply.complete(Quarantine.refusal(ask.workflow()));
        } else if (workflow == null) {
            reply.complete(Refusals.notFound(ask.workflow()));
        } else {
            apply(workflow, ask.intent())
                    .ifPresentOrElse(
                            rejection -> reply.complete(Refusals.of(ask.workflow(), rejection)),
                            () -> replyWhenDurable(reply, ask.workflow(), same -> same));
        }
    }

    private Optional<Rejection> apply(Workflow workflow, Intent intent) {
        return switch (deciding.engine().decide(workflow, intent, now)) {
            case Decision.Accepted accepted -> {
                accept(workflow, accepted);
                yield Optional.empty();
            }
            case Decision.Rejected rejected -> Optional.of(rejected.reason());
        };
    }

    private void finish(Command.Finish finish) {
        addSlots(finish.agent(), 1);
        group.whenDurable(finish.whenKept());
        Workflow workflow = find(finish.workflow());
        if (workflow == null) {
            return;
        }
        Optional<Rejection> rejection = apply(workflow, finish.intent());
        if (rejection.equals(Optional.of(Rejection.OUTPUT_TOO_LARGE))) {
            Refusals.tooLarge(finish.intent()).ifPresent(failure -> apply(workflow, failure));
        }
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

    /// 1 when the task counts towards its environment's limit, otherwise 0.
    static int running(TaskState state) {
        return state instanceof TaskState.Running running && running.child().isEmpty() ? 1 : 0;
    }

    private void react(@Nullable Workflow before, Workflow after, Fact fact) {
        switch (fact) {
            case Fact.TaskReady ready -> ready(after, ready.task());
            case Fact.CompensationReady ready -> ready(after, ready.task());
            case Fact.LeaseLost lost -> ready(after, lost.task());
            case Fact.TaskResumed resumed -> ready(after, resumed.task());
            case Fact.TaskStarted started -> started.child().ifPresent(child -> startChild(after, started, child));
            case Fact.WorkflowResumed _ -> resumed(before, after);
            default -> Children.follow(before, after, fact, followUps);
        }
    }

    private void ready(Workflow workflow, TaskId task) {
        TaskSpec spec = workflow.spec(task).orElseThrow();
        if (workflow.task(task).orElseThrow() instanceof TaskState.Ready ready) {
            int attempt = ready.past().attempt();
            if (spec.child().isPresent() && ready.leg() == TaskState.Leg.ACTION) {
                var child = Optional.of(new WorkflowId(deciding.numbers().next(now)));
                var lease = new Intent.LeaseTask(task, attempt, Children.WORKER, child);
                followUps.add(new Command.Ask(workflow.id(), lease, null));
            } else {
                dispatcher.add(workflow.id(), spec, attempt);
            }
        }
    }

    private void startChild(Workflow parent, Fact.TaskStarted started, WorkflowId child) {
        accept(null, deciding.engine().start(child, Children.created(parent, started), now));
    }

    private void resumed(@Nullable Workflow before, Workflow after) {
        Children.tell(after, new Intent.Resume(Children.WORKER), followUps);
        for (TaskSpec task : after.plan().tasks()) {
            boolean wasReady = before != null && before.task(task.id()).orElseThrow() instanceof TaskState.Ready;
            if (wasReady) {
                ready(after, task.id());
            }
        }
    }

    /// Leases the waiting attempts for which a worker is free.
    void dispatch() {
        for (String agent : List.copyOf(dispatcher.agents())) {
            Dispatcher.Waiting next = dispatcher.poll(agent);
            while (next != null) {
                lease(agent, next);
                next = dispatcher.poll(agent);
            }
        }
    }

    private void lease(String agent, Dispatcher.Waiting waiting) {
        subject = Optional.of(waiting.workflow());
        group.onUndo(() -> dispatcher.add(waiting, agent));
        Workflow workflow = find(waiting.workflow());
        if (workflow == null) {
            return;
        }
        String worker = workers.take(agent);
        Optional<Rejection> rejection =
                apply(workflow, new Intent.LeaseTask(waiting.task(), waiting.attempt(), worker, Optional.empty()));
        if (rejection.isEmpty()) {
            addSlots(agent, -1);
            group.onUndo(() -> workers.giveBack(agent, worker));
        } else {
            workers.giveBack(agent, worker);
        }
    }
}
