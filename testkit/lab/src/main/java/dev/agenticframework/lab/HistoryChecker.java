package dev.agenticframework.lab;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Resumption;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one history entry by entry and holds it to the invariants. Knows nothing of the engine but its facts: it keeps
/// its own account of what has ended, what runs and what was approved.
public final class HistoryChecker {
    private static final int MOST_DELIVERIES = 5;
    private static final String LEASE_LOST = "LEASE_LOST";

    private final WorkflowId id;
    private final Map<TaskId, Account> accounts = new HashMap<>();
    private long sequence;
    private Instant at = Instant.MIN;
    private boolean cancelled;
    private boolean paused;
    private boolean stopping;
    private boolean ended;
    private int starts;

    /// What is known of one task.
    private static final class Account {
        private final TaskSpec spec;
        private boolean over;
        private boolean good;
        private boolean ready;
        private boolean running;
        private boolean undoing;
        private boolean failed;
        private int losses;
        private Instant wakeAt = Instant.MIN;
        private Instant deadline = Instant.MIN;
        private String handle = "";
        private String resumesNow = "";
        private @Nullable Resumption resumption;
        private final Set<String> early = new HashSet<>();
        private int attempt;
        private int delivery;
        private int order;
        private String asked = "";
        private String granted = "";

        Account(TaskSpec spec) {
            this.spec = spec;
        }

        boolean isApproved() {
            return !granted.isEmpty() && granted.equals(asked);
        }

        boolean isSuspended() {
            return !handle.isEmpty();
        }

        boolean isResumed() {
            return resumption != null;
        }

        boolean isLast() {
            return resumption != null && resumption.isLast();
        }

        void afresh() {
            release();
            over = false;
            good = false;
            failed = false;
            undoing = false;
        }

        void release() {
            running = false;
            ready = false;
            startAttempt();
        }

        void startAttempt() {
            losses = 0;
            handle = "";
            resumption = null;
            early.clear();
        }
    }

    /// Checks the history of this workflow.
    public HistoryChecker(WorkflowId id) {
        this.id = id;
    }

    /// Whether the history so far ends with an end.
    public boolean hasEnded() {
        return ended;
    }

    /// The next entry.
    ///
    /// @throws RuntimeException when an invariant does not hold
    public void check(Entry entry) {
        require(
                entry.sequence() == sequence + 1,
                Invariant.NO_FACT_LOST,
                "entry " + entry.sequence() + " after " + sequence);
        require(!entry.at().isBefore(at), Invariant.NO_FACT_LOST, "time went backwards at " + entry.sequence());
        sequence = entry.sequence();
        at = entry.at();
        boolean opens = entry.fact() instanceof Fact.WorkflowRetried || entry.fact() instanceof Fact.CancelRequested;
        require(!ended || opens, Invariant.ABORT_WINS, entry.fact() + " after the end");
        switch (entry.fact()) {
            case Fact.WorkflowCreated created -> open(created.plan());
            case Fact.OfTask ofTask -> check(ofTask, account(ofTask.task()));
            case Fact.WorkflowPaused _ -> paused = true;
            case Fact.WorkflowResumed _ -> paused = false;
            case Fact.CancelRequested _ -> cancel();
            case Fact.WorkflowTimedOut _ -> stop();
            case Fact.WorkflowRetried retried -> retry(retried.from());
            case Fact.WorkflowCompleted _ -> complete();
            case Fact.WorkflowFailed _ -> end(!cancelled, "failed after a cancellation");
            case Fact.WorkflowCancelled _ -> end(cancelled, "cancelled without being asked");
        }
    }

    private void open(Plan plan) {
        plan.tasks().forEach(task -> accounts.put(task.id(), new Account(task)));
    }

    private Account account(TaskId task) {
        Account account = accounts.get(task);
        if (account == null) {
            throw new ViolationException(Invariant.NO_FACT_LOST, id + " has no task " + task);
        }
        return account;
    }

    private void check(Fact.OfTask fact, Account task) {
        if (!task.resumesNow.isEmpty()) {
            boolean resumes = fact instanceof Fact.TaskResumed resumed
                    && (resumed.why() instanceof Resumption.Signalled || stopping)
                    && resumed.why().handle().equals(task.resumesNow);
            require(resumes, Invariant.SUSPENSION_HOLDS, fact + " although a signal was kept for it");
            task.resumesNow = "";
        }
        follow(fact, task);
        if (task.over && !stopping) {
            failWhenRecovered(task);
        }
    }

    private void follow(Fact.OfTask fact, Account task) {
        switch (fact) {
            case Fact.TaskSuspended suspended -> suspended(suspended, task);
            case Fact.TaskResumed resumed -> resumed(resumed, task);
            case Fact.SignalReceived signal -> {
                require(
                        task.running || task.ready || task.isSuspended(),
                        Invariant.SUSPENSION_HOLDS,
                        signal + " for a task that no attempt works on");
                task.early.add(signal.handle());
            }
            case Fact.TaskReady ready -> ready(ready, task);
            case Fact.CompensationReady ready -> compensationReady(ready, task);
            case Fact.TaskStarted started -> started(started, task);
            case Fact.TaskProgressed _ -> {
                if (!task.isSuspended()) {
                    requireRunning(task, task.attempt);
                }
            }
            case Fact.TaskSucceeded done -> {
                requireRunning(task, done.attempt());
                task.release();
                task.over = true;
                task.good = true;
            }
            case Fact.AttemptFailed failed -> {
                requireRunning(task, failed.attempt());
                if (task.spec.child().isEmpty()) {
                    requireKnownToHaveFailed(task, failed.error().code());
                }
                task.release();
            }
            case Fact.TaskFailed _ -> failed(task);
            case Fact.LeaseLost lost -> {
                requireRunning(task, lost.attempt());
                task.running = false;
                task.ready = true;
                task.losses++;
            }
            case Fact.TaskSkipped _ -> {
                requireDependencies(task, "skipped");
                task.over = true;
                task.good = true;
            }
            case Fact.TaskStopped stopped -> {
                if (!task.ready || !task.isLast()) {
                    requireRunning(task, stopped.attempt());
                }
                task.release();
                task.over = true;
            }
            case Fact.ApprovalRequested requested -> {
                requireDependencies(task, "asked for approval");
                task.asked = requested.digest();
            }
            case Fact.ApprovalGranted granted -> granted(granted, task);
            case Fact.ApprovalEscalated _, Fact.ApprovalDenied _, Fact.ApprovalExpired _ -> {}
            case Fact.TaskCompensated compensated -> {
                requireRunning(task, compensated.attempt());
                task.release();
                task.undoing = false;
                task.order = 0;
            }
            case Fact.CompensationFailed failed -> {
                if (!task.ready || !task.isLast()) {
                    requireRunning(task, failed.attempt());
                }
                task.release();
                task.undoing = false;
                task.order = 0;
            }
        }
    }

    private void suspended(Fact.TaskSuspended suspended, Account task) {
        requireRunning(task, suspended.attempt());
        require(!task.isLast(), Invariant.SUSPENSION_HOLDS, suspended + " in its last turn");
        task.running = false;
        task.resumption = null;
        task.losses = 0;
        task.handle = suspended.handle();
        task.wakeAt = suspended.wakeAt();
        task.deadline = suspended.deadline();
        if (task.early.contains(task.handle)) {
            task.resumesNow = task.handle;
        }
    }

    private void resumed(Fact.TaskResumed resumed, Account task) {
        boolean stopsAgain = task.ready && task.isResumed() && resumed.why() instanceof Resumption.Stopped;
        require(
                task.isSuspended() || stopsAgain,
                Invariant.SUSPENSION_HOLDS,
                resumed + " although it is not suspended");
        require(
                resumed.attempt() == task.attempt
                        && (stopsAgain || resumed.why().handle().equals(task.handle)),
                Invariant.SUSPENSION_HOLDS,
                resumed + " is not what it waits for");
        boolean due = switch (resumed.why()) {
            case Resumption.Signalled _ -> true;
            case Resumption.Woken _ -> !paused && !at.isBefore(task.wakeAt);
            case Resumption.Expired _ -> !at.isBefore(task.deadline);
            case Resumption.Stopped _ -> stopping && !task.undoing;
        };
        require(due, Invariant.SUSPENSION_HOLDS, resumed + " before it is due");
        task.early.remove(resumed.why() instanceof Resumption.Signalled ? task.handle : "");
        task.handle = "";
        task.resumption = resumed.why();
        task.losses = 0;
        task.ready = true;
    }

    private void ready(Fact.TaskReady ready, Account task) {
        require(!cancelled && !stopping, Invariant.ABORT_WINS, ready + " while stopping");
        requireDependencies(task, "ready");
        require(
                !task.running && !task.isSuspended() && !task.over,
                Invariant.NO_EFFECT_TWICE,
                ready + " although it runs, is suspended or is over");
        task.startAttempt();
        require(ready.attempt() > task.attempt, Invariant.NO_EFFECT_TWICE, ready + " uses a number again");
        require(
                task.spec.approval().isEmpty() || task.isApproved(),
                Invariant.APPROVAL_NOT_SKIPPED,
                ready + " without approval");
        task.ready = true;
        task.attempt = ready.attempt();
        task.delivery = 0;
    }

    private void compensationReady(Fact.CompensationReady ready, Account task) {
        require(stopping || cancelled, Invariant.ABORT_WINS, ready + " while going forward");
        require(!task.running && !task.isSuspended(), Invariant.NO_EFFECT_TWICE, ready + " although it runs");
        require(ready.attempt() > task.attempt, Invariant.NO_EFFECT_TWICE, ready + " uses a number again");
        task.startAttempt();
        for (Account other : accounts.values()) {
            boolean later = other != task && other.spec.compensation().isPresent() && other.order > task.order;
            require(!later, Invariant.COMPENSATION_IN_REVERSE, ready + " before " + other.spec.id());
            require(
                    !other.running && !other.isSuspended(),
                    Invariant.COMPENSATION_IN_REVERSE,
                    ready + " while " + other.spec.id() + " runs");
        }
        task.undoing = true;
        task.good = false;
        task.ready = true;
        task.attempt = ready.attempt();
        task.delivery = 0;
    }

    private void started(Fact.TaskStarted started, Account task) {
        require(task.ready, Invariant.NO_EFFECT_TWICE, started + " although it is not ready");
        require(!task.running, Invariant.NO_EFFECT_TWICE, started + " although it runs");
        require(started.attempt() == task.attempt, Invariant.NO_EFFECT_TWICE, started + " is another attempt");
        require(
                started.delivery() == task.delivery + 1,
                Invariant.NO_EFFECT_TWICE,
                started + " after " + task.delivery);
        require(!paused, Invariant.PAUSE_HOLDS, started + " while paused");
        require(task.undoing || !cancelled || task.isLast(), Invariant.ABORT_WINS, started + " after a cancellation");
        task.running = true;
        task.ready = false;
        task.delivery = started.delivery();
        if (!task.undoing && !task.isResumed()) {
            task.order = ++starts;
        }
    }

    private void failed(Account task) {
        task.release();
        task.over = true;
        task.failed = true;
        if (!isHandled(task) && recovering(task).isEmpty()) {
            stop();
        }
    }

    private boolean isHandled(Account task) {
        return accounts.values().stream().anyMatch(other -> other.spec.when().handlesFailureOf(task.spec.id()));
    }

    private List<Account> recovering(Account task) {
        return accounts.values().stream()
                .filter(other -> other.spec.when().recoversFrom(task.spec.id()))
                .toList();
    }

    private void failWhenRecovered(Account ended) {
        ended.spec
                .when()
                .tasks()
                .filter(ended.spec.when()::recoversFrom)
                .map(this::account)
                .forEach(task -> {
                    if (task.failed
                            && !isHandled(task)
                            && recovering(task).stream().allMatch(one -> one.over)) {
                        stop();
                    }
                });
    }

    private void granted(Fact.ApprovalGranted granted, Account task) {
        require(
                granted.digest().equals(task.asked),
                Invariant.APPROVAL_NOT_SKIPPED,
                granted + " is for something else");
        boolean eligible = task.spec
                .approval()
                .filter(policy -> policy.approvers().contains(granted.by())
                        || policy.escalation()
                                .filter(wider -> wider.approvers().contains(granted.by()))
                                .isPresent())
                .isPresent();
        require(eligible, Invariant.APPROVAL_NOT_SKIPPED, granted + " by someone who may not");
        task.granted = granted.digest();
    }

    private void cancel() {
        cancelled = true;
        ended = false;
        stop();
        for (Account task : accounts.values()) {
            if (!task.running && !task.undoing && !task.isSuspended() && !task.isResumed()) {
                task.ready = false;
                task.over = true;
            }
        }
    }

    private void stop() {
        stopping = true;
        paused = false;
        accounts.values().stream()
                .filter(task -> !task.undoing && !task.isResumed())
                .forEach(task -> task.ready = false);
    }

    private void retry(TaskId from) {
        require(ended, Invariant.NO_EFFECT_TWICE, "retried while it runs");
        ended = false;
        cancelled = false;
        stopping = false;
        paused = false;
        var again = new HashSet<TaskId>();
        again.add(from);
        boolean grew = true;
        while (grew) {
            grew = accounts.values().stream()
                    .filter(task -> task.spec.dependsOn().stream().anyMatch(again::contains))
                    .map(task -> again.add(task.spec.id()))
                    .reduce(false, Boolean::logicalOr);
        }
        accounts.values().stream()
                .filter(task -> !task.good || again.contains(task.spec.id()))
                .forEach(Account::afresh);
    }

    private void complete() {
        require(!cancelled, Invariant.ABORT_WINS, "completed after a cancellation");
        end(accounts.values().stream().noneMatch(task -> task.running || task.ready), "completed while tasks run");
        require(
                accounts.values().stream().allMatch(task -> task.over),
                Invariant.EVERY_WORKFLOW_ENDS,
                "completed before its tasks");
    }

    private void end(boolean holds, String what) {
        require(holds, Invariant.ABORT_WINS, what);
        require(
                accounts.values().stream().noneMatch(Account::isSuspended),
                Invariant.EVERY_WORKFLOW_ENDS,
                "ended while a task is suspended");
        ended = true;
    }

    private void requireRunning(Account task, int attempt) {
        require(
                task.running && task.attempt == attempt,
                Invariant.NO_EFFECT_TWICE,
                "attempt " + attempt + " of " + task.spec.id() + " does not run");
    }

    private void requireKnownToHaveFailed(Account task, String code) {
        require(
                !code.equals(LEASE_LOST) || task.losses + 1 >= MOST_DELIVERIES,
                Invariant.NO_EFFECT_TWICE,
                "a new attempt of " + task.spec.id() + " because a lease was lost");
    }

    private void requireDependencies(Account task, String what) {
        for (TaskId dependency : task.spec.dependsOn()) {
            require(
                    account(dependency).over,
                    Invariant.DEPENDENCIES_FIRST,
                    task.spec.id() + " " + what + " before " + dependency);
        }
    }

    private void require(boolean holds, Invariant invariant, @Nullable String what) {
        if (!holds) {
            throw new ViolationException(invariant, id + ": " + what);
        }
    }
}
