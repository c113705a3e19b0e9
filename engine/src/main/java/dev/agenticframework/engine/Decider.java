package dev.agenticframework.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides about one intent: collects the facts that follow, each decided on the workflow after the previous ones.
final class Decider {
    /// How often a lease may be lost before the attempt counts as failed, so that a task that kills its worker does
    /// not run forever.
    static final int MAX_DELIVERIES = 5;
    /// When the history is this long, progress is no longer recorded.
    static final long MAX_ENTRIES_WITH_PROGRESS = 10_000;

    /// When the history is this long, attempts can no longer suspend.
    static final long MAX_ENTRIES_WITH_SUSPENSIONS = 50_000;
    /// How many signals are kept for an attempt before a suspension consumes them.
    static final int MAX_EARLY_SIGNALS = 16;

    private static final int MAX_HANDLE_CHARACTERS = 200;
    private static final int MAX_PAYLOAD_CHARACTERS = 64 * 1024;
    private static final int MAX_OUTPUTS = 256;
    private static final int MAX_OUTPUT_CHARACTERS = 64 * 1024;

    private final Instant now;
    private final Rules rules;
    private final List<Entry> entries = new ArrayList<>();
    private Workflow workflow;

    Decider(Workflow workflow, Instant now, Rules rules) {
        this.workflow = workflow;
        this.rules = rules;
        this.now = now.isBefore(workflow.updatedAt()) ? workflow.updatedAt() : now;
    }

    static Decision.Accepted start(WorkflowId id, Fact.WorkflowCreated created, Instant now, Rules rules) {
        var first = new Entry(1, now, created);
        var decider = new Decider(Workflow.begin(id, first), now, rules);
        decider.entries.add(first);
        return decider.settled();
    }

    Decision decide(Intent intent) {
        return switch (intent) {
            case Intent.LeaseTask lease -> lease(lease);
            case Intent.Heartbeat beat -> held(beat.lease(), running -> heartbeat(beat, running));
            case Intent.Succeed succeed -> held(succeed.lease(), running -> succeed(succeed, running));
            case Intent.Fail fail -> held(fail.lease(), running -> fail(fail, running));
            case Intent.Suspend suspend -> held(suspend.lease(), running -> suspend(suspend, running));
            case Intent.Signal signal -> signal(signal);
            case Intent.Note note -> note(note);
            case Intent.Stop stop ->
                held(stop.lease(), running -> stopped(stop.lease().task(), running));
            case Intent.LoseLease lose ->
                held(lose.lease(), running -> loseLease(lose.lease().task(), running));
            case Intent.Approve approve -> approve(approve);
            case Intent.Deny deny -> deny(deny);
            case Intent.Pause pause -> pause(pause);
            case Intent.Resume resume -> resume(resume);
            case Intent.Cancel cancel -> cancel(cancel);
            case Intent.Retry retry -> retry(retry);
            case Intent.Wake _ -> wake();
        };
    }

    Decision.Accepted giveUp(TaskError error) {
        new GivingUp(this, error).run();
        return accepted();
    }

    private Decision lease(Intent.LeaseTask intent) {
        int number = workflow.graph().numberOf(intent.task());
        if (number < 0) {
            return rejected(Rejection.TASK_NOT_FOUND);
        }
        if (!(workflow.state(number) instanceof TaskState.Ready ready) || !mayStart(ready, intent.attempt())) {
            return rejected(Rejection.TASK_NOT_READY);
        }
        emit(new Fact.TaskStarted(intent.task(), intent.attempt(), ready.delivery(), intent.worker(), intent.child()));
        return accepted();
    }

    private boolean mayStart(TaskState.Ready ready, int attempt) {
        boolean open = switch (ready.leg()) {
            case ACTION -> workflow.phase() instanceof Phase.Active || isResumedWhileStopping(ready);
            case COMPENSATION -> workflow.phase() instanceof Phase.Stopping;
        };
        return open && ready.past().attempt() == attempt;
    }

    /// Whether the task resumes while the workflow stops: external work is finished or stopped even when nothing
    /// else starts.
    private boolean isResumedWhileStopping(TaskState.Ready ready) {
        return workflow.phase() instanceof Phase.Stopping
                && ready.waits().resumption().isPresent();
    }

    private interface WithRunning {
        Decision decide(TaskState.Running running);
    }

    private Decision held(Lease lease, WithRunning then) {
        int number = workflow.graph().numberOf(lease.task());
        if (number < 0) {
            return rejected(Rejection.TASK_NOT_FOUND);
        }
        return workflow.state(number) instanceof TaskState.Running running && running.isHeldBy(lease)
                ? then.decide(running)
                : rejected(Rejection.LEASE_LOST);
    }

    private Decision heartbeat(Intent.Heartbeat beat, TaskState.Running running) {
        boolean newNote = !beat.note().isEmpty() && !beat.note().equals(running.note());
        boolean news = newNote || beat.percent() != running.percent();
        if (news && workflow.sequence() < MAX_ENTRIES_WITH_PROGRESS) {
            emit(new Fact.TaskProgressed(beat.lease().task(), beat.percent(), beat.note()));
        }
        return accepted();
    }

    private Decision note(Intent.Note note) {
        int number = workflow.graph().numberOf(note.task());
        if (number < 0) {
            return rejected(Rejection.TASK_NOT_FOUND);
        }
        boolean news = workflow.state(number) instanceof TaskState.Suspended suspended
                && suspended.handle().equals(note.handle())
                && (!suspended.note().equals(note.note()) || suspended.percent() != note.percent());
        if (news && workflow.sequence() < MAX_ENTRIES_WITH_PROGRESS) {
            emit(new Fact.TaskProgressed(note.task(), note.percent(), note.note()));
        }
        return accepted();
    }

    private Decision suspend(Intent.Suspend suspend, TaskState.Running running) {
        TaskId task = suspend.lease().task();
        if (running.waits().isLast()) {
            return endLastTurn(task, running);
        }
        if (workflow.sequence() > MAX_ENTRIES_WITH_SUSPENSIONS) {
            return fail(task, running, Errors.suspendedTooOften());
        }
        Instant end = Deadlines.mustEndBy(running, running.leg(), spec(task));
        Instant deadline = end == null || suspend.deadline().isBefore(end) ? suspend.deadline() : end;
        Instant wakeAt = suspend.wakeAt().isBefore(deadline) ? suspend.wakeAt() : deadline;
        emit(new Fact.TaskSuspended(
                task, running.past().attempt(), suspend.handle(), wakeAt, deadline, suspend.report()));
        var suspended = (TaskState.Suspended) workflow.task(task).orElseThrow();
        String payload = suspended.waits().early().get(suspended.handle());
        if (isToldToStop(suspended.leg())) {
            resume(task, suspended, new Resumption.Stopped(suspended.handle()));
        } else if (payload != null) {
            resume(task, suspended, new Resumption.Signalled(suspended.handle(), payload));
        } else {
            wake(suspended, spec(task));
        }
        return settled();
    }

    /// Ends an attempt that suspends in its last turn instead of ending.
    private Decision endLastTurn(TaskId task, TaskState.Running running) {
        return switch (running.waits().resumption().orElseThrow()) {
            case Resumption.Stopped _ -> stopped(task, running);
            case Resumption.Expired expired -> fail(task, running, Errors.suspensionExpired(expired.handle()));
            case Resumption.Signalled _, Resumption.Woken _ ->
                throw new IllegalStateException("The task '" + task + "' has further turns.");
        };
    }

    private boolean isToldToStop(TaskState.Leg leg) {
        return leg == TaskState.Leg.ACTION
                && workflow.phase() instanceof Phase.Stopping stopping
                && stopping.tellsTasks();
    }

    private void resume(TaskId task, TaskState.Suspended suspended, Resumption why) {
        emit(new Fact.TaskResumed(task, suspended.past().attempt(), why));
    }

    private Decision signal(Intent.Signal signal) {
        int number = workflow.graph().numberOf(signal.task());
        if (number < 0) {
            return rejected(Rejection.TASK_NOT_FOUND);
        }
        if (signal.handle().length() > MAX_HANDLE_CHARACTERS || signal.payload().length() > MAX_PAYLOAD_CHARACTERS) {
            return rejected(Rejection.SIGNAL_TOO_LARGE);
        }
        return switch (workflow.state(number)) {
            case TaskState.Suspended suspended
            when suspended.handle().equals(signal.handle()) -> {
                resume(signal.task(), suspended, new Resumption.Signalled(signal.handle(), signal.payload()));
                yield settled();
            }
            case TaskState.Suspended suspended -> keep(signal, suspended.waits());
            case TaskState.Running running -> keep(signal, running.waits());
            case TaskState.Ready ready -> keep(signal, ready.waits());
            case TaskState.Waiting _, TaskState.AwaitingApproval _, TaskState.BackingOff _ ->
                rejected(Rejection.SIGNAL_UNEXPECTED);
            case TaskState.Succeeded _, TaskState.Failed _, TaskState.Skipped _ ->
                rejected(Rejection.SIGNAL_UNEXPECTED);
            case TaskState.Cancelled _, TaskState.Compensated _, TaskState.NotCompensated _ ->
                rejected(Rejection.SIGNAL_UNEXPECTED);
        };
    }

    /// Keeps the first signal with a handle until a suspension consumes it. A repeated one changes nothing.
    private Decision keep(Intent.Signal signal, TaskState.Waits waits) {
        if (waits.early().containsKey(signal.handle())) {
            return accepted();
        }
        if (waits.early().size() >= MAX_EARLY_SIGNALS) {
            return rejected(Rejection.SIGNAL_UNEXPECTED);
        }
        emit(new Fact.SignalReceived(signal.task(), signal.handle(), signal.payload()));
        return accepted();
    }

    private Decision succeed(Intent.Succeed succeed, TaskState.Running running) {
        TaskId task = succeed.lease().task();
        if (running.leg() == TaskState.Leg.COMPENSATION) {
            emit(new Fact.TaskCompensated(task, running.past().attempt()));
            return settled();
        }
        if (isTooLarge(succeed.outputs())) {
            return rejected(Rejection.OUTPUT_TOO_LARGE);
        }
        emit(new Fact.TaskSucceeded(task, running.past().attempt(), succeed.outputs(), succeed.report()));
        return settled();
    }

    private static boolean isTooLarge(Map<String, String> outputs) {
        if (outputs.isEmpty()) {
            return false;
        }
        int characters = 0;
        for (Map.Entry<String, String> output : outputs.entrySet()) {
            characters += output.getKey().length() + output.getValue().length();
        }
        return outputs.size() > MAX_OUTPUTS || characters > MAX_OUTPUT_CHARACTERS;
    }

    private Decision fail(TaskId task, TaskState.Running running, TaskError error) {
        int delivery = running.delivery();
        var lease = new Lease(task, running.past().attempt(), delivery);
        return fail(new Intent.Fail(lease, error, Map.of(), Report.NONE), running);
    }

    private Decision fail(Intent.Fail fail, TaskState.Running running) {
        TaskId task = fail.lease().task();
        TaskError error = fail.error();
        if (isTooLarge(fail.evidence())) {
            return rejected(Rejection.OUTPUT_TOO_LARGE);
        }
        TaskSpec spec = spec(task);
        int failures = running.past().failures() + 1;
        Instant retryAt = now.plus(
                spec.retry().waitAfter(failures, seed(task, running.past().attempt())));
        if (mayRetry(running, spec, failures, retryAt, error)) {
            emit(new Fact.AttemptFailed(task, running.past().attempt(), error, retryAt, fail.report()));
        } else if (running.leg() == TaskState.Leg.COMPENSATION) {
            emit(new Fact.CompensationFailed(task, running.past().attempt(), error));
        } else {
            emit(new Fact.TaskFailed(task, running.past().attempt(), error, fail.evidence(), fail.report()));
        }
        return settled();
    }

    private boolean mayRetry(TaskState.Running running, TaskSpec spec, int failures, Instant retryAt, TaskError error) {
        boolean stopping = running.leg() == TaskState.Leg.ACTION && workflow.phase() instanceof Phase.Stopping;
        if (stopping
                || error instanceof TaskError.Terminal
                || failures >= spec.retry().maxAttempts()) {
            return false;
        }
        Instant end = Deadlines.mustEndBy(running, running.leg(), spec);
        return end == null || retryAt.isBefore(end);
    }

    /// A seed that is the same on every replay, and different for each attempt.
    private long seed(TaskId task, int attempt) {
        return workflow.id().number() * 31 + task.hashCode() * 1_000_003L + attempt;
    }

    private Decision stopped(TaskId task, TaskState.Running running) {
        if (workflow.phase() instanceof Phase.Stopping && running.leg() == TaskState.Leg.ACTION) {
            emit(new Fact.TaskStopped(task, running.past().attempt()));
            return settled();
        }
        return fail(task, running, Errors.stoppedUnasked());
    }

    private Decision loseLease(TaskId task, TaskState.Running running) {
        boolean stopping = workflow.phase() instanceof Phase.Stopping && running.leg() == TaskState.Leg.ACTION;
        if (stopping && running.waits().resumption().isEmpty()) {
            return stopped(task, running);
        }
        if (running.waits().losses() + 1 >= MAX_DELIVERIES) {
            return fail(task, running, Errors.leaseLost(MAX_DELIVERIES));
        }
        emit(new Fact.LeaseLost(task, running.past().attempt(), running.delivery()));
        stopWorkOutside();
        return settled();
    }

    private Decision approve(Intent.Approve approve) {
        Optional<Rejection> objection = objection(approve.task(), approve.who(), approve.digest(), false);
        if (objection.isPresent()) {
            return rejected(objection.get());
        }
        emit(new Fact.ApprovalGranted(approve.task(), approve.who().name(), approve.digest(), approve.comment()));
        return settled();
    }

    private Decision deny(Intent.Deny deny) {
        boolean own = workflow.request().isFrom(deny.who());
        Optional<Rejection> objection = objection(deny.task(), deny.who(), deny.digest(), own);
        if (objection.isPresent()) {
            return rejected(objection.get());
        }
        emit(new Fact.ApprovalDenied(deny.task(), deny.who().name(), deny.digest(), deny.comment()));
        failUnstarted(deny.task(), Errors.approvalDenied(deny.who().name()));
        return settled();
    }

    /// @param anyway whether the person may vote whatever the rules say, as requesters may deny what they asked for
    private Optional<Rejection> objection(TaskId task, Principal who, String digest, boolean anyway) {
        int number = workflow.graph().numberOf(task);
        if (number < 0) {
            return Optional.of(Rejection.TASK_NOT_FOUND);
        }
        if (!(workflow.state(number) instanceof TaskState.AwaitingApproval awaiting)) {
            return Optional.of(Rejection.NO_APPROVAL_PENDING);
        }
        if (!anyway && !isEligible(who, workflow.graph().task(number), awaiting)) {
            return Optional.of(Rejection.NOT_ELIGIBLE_TO_APPROVE);
        }
        return awaiting.digest().equals(digest) ? Optional.empty() : Optional.of(Rejection.APPROVAL_DIGEST_MISMATCH);
    }

    private boolean isEligible(Principal who, TaskSpec task, TaskState.AwaitingApproval awaiting) {
        return switch (rules.ruling(workflow, task)) {
            case Rules.Ruling.Approval approval ->
                approval.policy().permits(who, workflow.request(), awaiting.escalated());
            // The rules have become less strict while the task waited.
            case Rules.Ruling.Allowed _ -> true;
            case Rules.Ruling.Refused _ -> false;
        };
    }

    private Decision pause(Intent.Pause pause) {
        return switch (workflow.phase()) {
            case Phase.Active _ -> {
                emit(new Fact.WorkflowPaused(pause.by()));
                yield accepted();
            }
            case Phase.Paused _ -> accepted();
            case Phase.Stopping _ -> rejected(Rejection.WORKFLOW_STOPPING);
            case Phase.Ended _ -> rejected(Rejection.WORKFLOW_ENDED);
        };
    }

    private Decision resume(Intent.Resume resume) {
        return switch (workflow.phase()) {
            case Phase.Paused _ -> {
                emit(new Fact.WorkflowResumed(resume.by()));
                yield wake();
            }
            case Phase.Active _ -> accepted();
            case Phase.Stopping _ -> rejected(Rejection.WORKFLOW_STOPPING);
            case Phase.Ended _ -> rejected(Rejection.WORKFLOW_ENDED);
        };
    }

    private Decision cancel(Intent.Cancel cancel) {
        boolean already = workflow.phase() instanceof Phase.Stopping stopping
                && stopping.ending() instanceof Phase.Ending.Cancelling;
        if (already) {
            return accepted();
        }
        if (workflow.phase() instanceof Phase.Ended ended && ended.status() != Status.FAILED) {
            return rejected(Rejection.WORKFLOW_ENDED);
        }
        emit(new Fact.CancelRequested(cancel.by(), cancel.reason()));
        stopWorkOutside();
        return settled();
    }

    /// Gives each attempt with external work its last turn.
    private void stopWorkOutside() {
        for (int i = 0; i < workflow.graph().size(); i++) {
            TaskId task = workflow.graph().task(i).id();
            switch (workflow.state(i)) {
                case TaskState.Suspended suspended
                when isToldToStop(suspended.leg()) ->
                    resume(task, suspended, new Resumption.Stopped(suspended.handle()));
                case TaskState.Ready ready
                when isToldToStop(ready.leg()) && !ready.waits().isLast() ->
                    ready.waits()
                            .resumption()
                            .ifPresent(why -> emit(new Fact.TaskResumed(
                                    task, ready.past().attempt(), new Resumption.Stopped(why.handle()))));
                default -> {}
            }
        }
    }

    private Decision retry(Intent.Retry retry) {
        if (!(workflow.phase() instanceof Phase.Ended)) {
            return rejected(Rejection.WORKFLOW_RUNNING);
        }
        Optional<TaskId> from = retry.from().or(this::firstNotSucceeded);
        if (from.isEmpty()) {
            return rejected(Rejection.WORKFLOW_ENDED);
        }
        if (workflow.graph().numberOf(from.get()) < 0) {
            return rejected(Rejection.TASK_NOT_FOUND);
        }
        emit(new Fact.WorkflowRetried(from.get(), retry.by()));
        return settled();
    }

    private Optional<TaskId> firstNotSucceeded() {
        for (int i = 0; i < workflow.graph().size(); i++) {
            TaskState state = workflow.state(i);
            if (!(state instanceof TaskState.Succeeded) && !(state instanceof TaskState.Skipped)) {
                return Optional.of(workflow.graph().task(i).id());
            }
        }
        return Optional.empty();
    }

    private Decision wake() {
        if (workflow.phase() instanceof Phase.Ended) {
            return accepted();
        }
        if (!(workflow.phase() instanceof Phase.Stopping) && isDue(Deadlines.timeout(workflow))) {
            emit(new Fact.WorkflowTimedOut());
            stopWorkOutside();
        }
        for (int i = 0; i < workflow.graph().size(); i++) {
            wake(workflow.state(i), workflow.graph().task(i));
        }
        return settled();
    }

    private void wake(TaskState state, TaskSpec task) {
        switch (state) {
            case TaskState.AwaitingApproval awaiting -> wake(awaiting, task);
            case TaskState.Ready ready -> wake(ready, task);
            case TaskState.Running running -> wake(running, task);
            case TaskState.Suspended suspended -> wake(suspended, task);
            case TaskState.BackingOff backingOff -> wake(backingOff, task);
            case TaskState.Waiting _, TaskState.Succeeded _, TaskState.Failed _, TaskState.Skipped _ -> {}
            case TaskState.Cancelled _, TaskState.Compensated _, TaskState.NotCompensated _ -> {}
        }
    }

    private void wake(TaskState.AwaitingApproval awaiting, TaskSpec task) {
        if (isDue(awaiting.expiresAt())) {
            emit(new Fact.ApprovalExpired(task.id()));
            failUnstarted(task.id(), Errors.approvalExpired());
        } else if (awaiting.escalatesAt().filter(this::isDue).isPresent()) {
            emit(new Fact.ApprovalEscalated(task.id()));
        }
    }

    private void wake(TaskState.Suspended suspended, TaskSpec task) {
        if (isDue(suspended.deadline())) {
            resume(task.id(), suspended, new Resumption.Expired(suspended.handle()));
        } else if (!(workflow.phase() instanceof Phase.Paused) && isDue(suspended.wakeAt())) {
            resume(task.id(), suspended, new Resumption.Woken(suspended.handle()));
        }
    }

    private void wake(TaskState.Ready ready, TaskSpec task) {
        if (workflow.phase() instanceof Phase.Paused) {
            return;
        }
        Instant stop = Deadlines.mustStopBy(ready);
        if (stop != null) {
            if (isDue(stop)) {
                endUnstartedTurn(task.id(), ready);
            }
            return;
        }
        Instant start = Deadlines.mustStartBy(ready, task);
        if (start != null && isDue(start)) {
            failUnstarted(task.id(), Errors.scheduleToStart(task.agent()));
        } else {
            failWhenOutOfTime(ready, ready.leg(), task);
        }
    }

    /// Ends an attempt whose last turn no worker took in time.
    private void endUnstartedTurn(TaskId task, TaskState.Ready ready) {
        int attempt = ready.past().attempt();
        switch (ready.waits().resumption().orElseThrow()) {
            case Resumption.Stopped _ -> emit(new Fact.TaskStopped(task, attempt));
            case Resumption.Expired expired -> {
                TaskError error = Errors.suspensionExpired(expired.handle());
                emit(
                        switch (ready.leg()) {
                            case ACTION -> new Fact.TaskFailed(task, attempt, error, Map.of(), Report.NONE);
                            case COMPENSATION -> new Fact.CompensationFailed(task, attempt, error);
                        });
            }
            case Resumption.Signalled _, Resumption.Woken _ ->
                throw new IllegalStateException("The task '" + task + "' may wait.");
        }
    }

    private void wake(TaskState.Running running, TaskSpec task) {
        Instant stop = Deadlines.mustStopBy(workflow, running);
        if (stop != null && isDue(stop)) {
            if (running.waits().isLast()) {
                endLastTurn(task.id(), running);
            } else {
                stopped(task.id(), running);
            }
        } else if (!failWhenOutOfTime(running, running.leg(), task)
                && isDue(Deadlines.attemptMustEndBy(running, task))) {
            fail(task.id(), running, Errors.startToClose(task.timeouts().startToClose()));
        }
    }

    private void wake(TaskState.BackingOff backingOff, TaskSpec task) {
        if (workflow.phase() instanceof Phase.Paused || failWhenOutOfTime(backingOff, backingOff.leg(), task)) {
            return;
        }
        int attempt = backingOff.past().attempt() + 1;
        if (isDue(backingOff.until())) {
            emit(
                    switch (backingOff.leg()) {
                        case ACTION -> new Fact.TaskReady(task.id(), attempt);
                        case COMPENSATION -> new Fact.CompensationReady(task.id(), attempt);
                    });
        }
    }

    private boolean failWhenOutOfTime(TaskState state, TaskState.Leg leg, TaskSpec task) {
        Instant end = Deadlines.mustEndBy(state, leg, task);
        if (end == null || !isDue(end)) {
            return false;
        }
        failUnstarted(task.id(), Errors.total());
        return true;
    }

    private boolean isDue(Instant at) {
        return !at.isAfter(now);
    }

    void failUnstarted(TaskId task, TaskError error) {
        emit(new Fact.TaskFailed(
                task, workflow.task(task).orElseThrow().past().attempt(), error, Map.of(), Report.NONE));
    }

    /// Settles the workflow: makes ready what has become possible, and ends what is over.
    private Decision.Accepted settled() {
        if (workflow.phase() instanceof Phase.Active) {
            new Advance(this).run();
        }
        if (workflow.phase() instanceof Phase.Stopping stopping) {
            new Undoing(this).run(stopping.ending());
        }
        return accepted();
    }

    private TaskSpec spec(TaskId task) {
        return workflow.spec(task).orElseThrow();
    }

    Workflow workflow() {
        return workflow;
    }

    Instant now() {
        return now;
    }

    Rules rules() {
        return rules;
    }

    void emit(Fact fact) {
        var entry = new Entry(workflow.sequence() + 1, now, fact);
        workflow = workflow.replay(entry);
        entries.add(entry);
    }

    private Decision.Accepted accepted() {
        return new Decision.Accepted(List.copyOf(entries), workflow);
    }

    private static Decision rejected(Rejection reason) {
        return new Decision.Rejected(reason);
    }
}
