package dev.agenticframework.runtime;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Intent;
import dev.agenticframework.engine.Lease;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides, on one thread. It takes the waiting commands, lets the engine decide about all of them in a [Round], makes
/// the facts durable in one commit, and only then acts on them. More commands arrive during a commit, so groups grow
/// with the load.
final class Writer {
    static final int MAX_GROUP = 1_024;
    private static final long MAX_SLEEP_MILLIS = 1_000;
    private static final long HORIZON_MILLIS = 20_000;
    private static final int MAX_TIMERS_LOADED = 50_000;
    private static final long RETRY_MILLIS = 200;
    private static final System.Logger LOG = System.getLogger(Writer.class.getName());

    private final WorkflowStore store;
    private final InstantSource clock;
    private final Inbox inbox;
    private final Dispatcher dispatcher;
    private final Workers workers;
    private final Shell.Listener listener;
    private final Round.Deciding deciding;
    private final Quarantine quarantine;
    private final Timers timers = new Timers(HORIZON_MILLIS);
    private final List<Command> batch = new ArrayList<>();
    private final List<WorkflowId> woken = new ArrayList<>();
    private Instant now;
    private Instant loadTimersAt = Instant.EPOCH;
    private volatile boolean stopping;
    /// Whether attempts can wait although no command has arrived: they were ready at the start, or were put back.
    private boolean unsettled = true;

    Writer(
            WorkflowStore store,
            InstantSource clock,
            Shell.Engine engine,
            Inbox inbox,
            Dispatcher dispatcher,
            Workers workers,
            Quarantine quarantine,
            Shell.Listener listener) {
        this.store = store;
        this.clock = clock;
        this.inbox = inbox;
        this.dispatcher = dispatcher;
        this.workers = workers;
        this.quarantine = quarantine;
        this.listener = listener;
        this.deciding = new Round.Deciding(engine, new Numbers(store.lastNumber()));
        this.now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Stops after the waiting commands are decided.
    void stop() {
        stopping = true;
    }

    void run() {
        while (!stopping || inbox.size() > 0) {
            boolean idle = batch.isEmpty() && !unsettled;
            inbox.await(idle ? timers.millisToNext(now, MAX_SLEEP_MILLIS) : 0);
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

    /// Decides about all waiting commands as one group, and makes it durable.
    void step() throws StoreException {
        now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        inbox.drainTo(batch, MAX_GROUP);
        try {
            addDueTimers();
            while (unsettled || !batch.isEmpty()) {
                unsettled = true;
                Optional<Round> round = decided();
                if (round.isPresent()) {
                    commit(round.get());
                    batch.clear();
                    unsettled = false;
                }
            }
            setTimersOfWoken();
        } catch (StoreUnreadableException e) {
            refuse(e.failure());
            throw e.failure();
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
            woken.add(due);
        }
    }

    /// Sets the timers of woken workflows again: a workflow can wake early, when nothing is due, and its next time
    /// is still to come.
    private void setTimersOfWoken() {
        for (WorkflowId id : woken) {
            store.find(id)
                    .filter(workflow -> workflow.wakeAt().filter(now::isBefore).isPresent())
                    .ifPresent(this::setTimer);
        }
        woken.clear();
    }

    /// Decides about the batch.
    ///
    /// @return empty when a workflow could not be decided about; then decide again without it
    private Optional<Round> decided() {
        var round = new Round(store, deciding, dispatcher, workers, quarantine, now);
        @Nullable Command current = null;
        try {
            quarantine.toGiveUp().forEach(round::giveUp);
            for (Command command : batch) {
                current = command;
                round.decide(command);
            }
            round.dispatch();
            return Optional.of(round);
        } catch (StoreUnreadableException e) {
            round.undo();
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            round.undo();
            blame(round, current, e);
            return Optional.empty();
        }
    }

    /// Puts the workflow in quarantine that caused an exception. When none did, the state in memory cannot
    /// be trusted.
    private void blame(Round round, @Nullable Command current, Throwable cause) {
        if (round.subject().isPresent()) {
            quarantine.add(round.subject().get(), cause);
        } else if (current instanceof Command.Start) {
            drop(current, cause);
        } else {
            throw new IllegalStateException("The writer has a defect.", cause);
        }
    }

    /// Refuses a request whose workflow cannot even start.
    private void drop(Command command, Throwable cause) {
        LOG.log(System.Logger.Level.ERROR, "A request is refused: the engine could not decide about it", cause);
        batch.remove(command);
        Refusals.refuse(
                command,
                Answer.Code.ENGINE_DEFECT,
                "The engine could not decide about this request because of a defect.");
    }

    private void commit(Round round) throws StoreException {
        List<WorkflowStore.Change> changes = round.group().changes();
        if (!changes.isEmpty()) {
            long position = append(round, changes);
            quarantine.settled();
            changes.forEach(this::act);
            listener.committed(position, changes);
        }
        round.group().durable();
    }

    private long append(Round round, List<WorkflowStore.Change> changes) throws StoreException {
        try {
            return store.commit(changes);
        } catch (StoreException e) {
            round.undo();
            refuse(e);
            if (e.outcomeUnknown()) {
                changes.forEach(this::takeUpAgain);
                dispatcher.forgetRunning();
                quarantine.readEach(store, this::countRunning);
            }
            throw e;
        }
    }

    private void act(WorkflowStore.Change change) {
        setTimer(change.after());
        for (Entry entry : change.entries()) {
            act(change.after(), entry.fact());
        }
    }

    private void act(Workflow workflow, Fact fact) {
        switch (fact) {
            case Fact.TaskStarted started -> {
                if (started.child().isEmpty()) {
                    workers.start(workflow, new Lease(started.task(), started.attempt(), started.delivery()));
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

    private void setTimer(Workflow workflow) {
        Optional<Instant> at = workflow.wakeAt();
        if (at.isPresent()) {
            timers.set(workflow.id(), at.get(), now);
        } else {
            timers.clear(workflow.id());
        }
    }

    private void countRunning(Workflow workflow) {
        for (TaskSpec task : workflow.plan().tasks()) {
            TaskState state = workflow.task(task.id()).orElseThrow();
            dispatcher.addRunning(task.environment(), Round.running(state));
        }
    }

    /// Loses the leases of a commit whose outcome is unknown: nobody runs these attempts.
    private void takeUpAgain(WorkflowStore.Change change) {
        for (Entry entry : change.entries()) {
            if (entry.fact() instanceof Fact.TaskStarted started
                    && started.child().isEmpty()) {
                var lease = new Lease(started.task(), started.attempt(), started.delivery());
                batch.add(new Command.Ask(change.after().id(), new Intent.LoseLease(lease), null));
            }
        }
    }

    /// Refuses those who wait for an answer, because nothing of the batch has happened. The rest is retried.
    private void refuse(StoreException e) {
        batch.removeIf(command -> Refusals.refuse(command, e.code(), String.valueOf(e.getMessage())));
    }

    /// Refuses everything, because no further decision is made.
    void refuseAll(Answer.Code code, String message) {
        inbox.drainTo(batch, Integer.MAX_VALUE);
        batch.forEach(command -> Refusals.refuse(command, code, message));
        batch.clear();
    }
}
