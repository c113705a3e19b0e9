package dev.agenticframework.lab;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
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

        void afresh() {
            release();
            over = false;
            good = false;
            undoing = false;
        }

        void release() {
            running = false;
            ready = false;
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
        switch (fact) {
            case Fact.TaskReady ready -> ready(ready, task);
            case Fact.CompensationReady ready -> compensationReady(ready, task);
            case Fact.TaskStarted started -> started(started, task);
            case Fact.TaskProgressed _ -> requireRunning(task, task.attempt);
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
            }
            case Fact.TaskSkipped _ -> {
                requireDependencies(task, "skipped");
                task.over = true;
                task.good = true;
            }
            case Fact.TaskStopped stopped -> {
                requireRunning(task, stopped.attempt());
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
                requireRunning(task, failed.attempt());
                task.release();
                task.undoing = false;
                task.order = 0;
            }
        }
    }

    private void ready(Fact.TaskReady ready, Account task) {
        require(!cancelled && !stopping, Invariant.ABORT_WINS, ready + " while stopping");
        requireDependencies(task, "ready");
        require(!task.running && !task.over, Invariant.NO_EFFECT_TWICE, ready + " although it runs or is over");
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
        require(!task.running, Invariant.NO_EFFECT_TWICE, ready + " although it runs");
        require(ready.attempt() > task.attempt, Invariant.NO_EFFECT_TWICE, ready + " uses a number again");
        for (Account other : accounts.values()) {
            boolean later = other != task && other.spec.compensation().isPresent() && other.order > task.order;
            require(!later, Invariant.COMPENSATION_IN_REVERSE, ready + " before " + other.spec.id());
            require(!other.running, Invariant.COMPENSATION_IN_REVERSE, ready + " while " + other.spec.id() + " runs");
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
        require(task.undoing || !cancelled, Invariant.ABORT_WINS, started + " after a cancellation");
        task.running = true;
        task.ready = false;
        task.delivery = started.delivery();
        if (!task.undoing) {
            task.order = ++starts;
        }
    }

    private void failed(Account task) {
        task.release();
        task.over = true;
        boolean handled =
                accounts.values().stream().anyMatch(other -> other.spec.when().handlesFailureOf(task.spec.id()));
        if (!handled) {
            stop();
        }
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
            if (!task.running && !task.undoing) {
                task.ready = false;
                task.over = true;
            }
        }
    }

    private void stop() {
        stopping = true;
        paused = false;
        accounts.values().stream().filter(task -> !task.undoing).forEach(task -> task.ready = false);
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
                !code.equals(LEASE_LOST) || task.delivery >= MOST_DELIVERIES,
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
