package dev.agenticframework.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Applies one entry to a workflow. Only here does a workflow change.
final class Replay {
    private final Workflow before;
    private final Instant at;
    private final TaskState[] tasks;
    private Instant timeFrom;
    private int starts;
    private Phase phase;

    private Replay(Workflow before, Instant at) {
        this.before = before;
        this.at = at;
        tasks = before.copyOfTasks();
        timeFrom = before.timeFrom();
        starts = before.starts();
        phase = before.phase();
    }

    static Workflow of(Workflow before, Entry entry) {
        if (entry.sequence() != before.sequence() + 1) {
            throw new IllegalStateException(
                    before.id() + ": entry " + entry.sequence() + " cannot follow entry " + before.sequence() + ".");
        }
        var replay = new Replay(before, entry.at());
        replay.apply(entry.fact());
        return before.next(entry, replay.timeFrom, replay.starts, replay.phase, replay.tasks);
    }

    private void apply(Fact fact) {
        switch (fact) {
            case Fact.WorkflowCreated _ -> throw illegal(fact);
            case Fact.OfTask ofTask -> applyToTask(ofTask);
            case Fact.WorkflowPaused _ -> phase = new Phase.Paused();
            case Fact.WorkflowResumed _ -> resume();
            case Fact.CancelRequested _ -> cancel();
            case Fact.WorkflowTimedOut _ -> timeOut();
            case Fact.WorkflowRetried retried -> retry(retried.from());
            case Fact.WorkflowCompleted _ -> phase = new Phase.Ended(Status.COMPLETED, at, Optional.empty());
            case Fact.WorkflowFailed failed -> fail(failed.error());
            case Fact.WorkflowCancelled _ -> phase = new Phase.Ended(Status.CANCELLED, at, Optional.empty());
        }
    }

    private void applyToTask(Fact.OfTask fact) {
        int number = before.graph().numberOf(fact.task());
        if (number < 0) {
            throw illegal(fact);
        }
        tasks[number] = next(tasks[number], fact);
        if (fact instanceof Fact.TaskFailed failed && endsWorkflow(failed)) {
            failWorkflow(failed.task(), failed.error());
        } else if (tasks[number].isEnded() && !(phase instanceof Phase.Stopping)) {
            failWhenRecovered(before.graph().task(number));
        }
    }

    private boolean endsWorkflow(Fact.TaskFailed failed) {
        return !(phase instanceof Phase.Stopping)
                && !before.plan().handlesFailureOf(failed.task())
                && before.plan().recoveringFrom(failed.task()).isEmpty();
    }

    private void failWorkflow(TaskId task, TaskError error) {
        stop(new Phase.Ending.Failing(Optional.of(task), error));
        unschedule();
    }

    /// Fails the workflow when the last task that recovers from the failure has ended.
    private void failWhenRecovered(TaskSpec ended) {
        if (ended.when() instanceof Condition.Default) {
            return;
        }
        ended.when().tasks().filter(ended.when()::recoversFrom).forEach(task -> {
            boolean recovered = before.plan().recoveringFrom(task).stream()
                    .allMatch(one -> state(one.id()).isEnded());
            if (recovered
                    && state(task) instanceof TaskState.Failed failed
                    && !before.plan().handlesFailureOf(task)) {
                failWorkflow(task, failed.error());
            }
        });
    }

    private TaskState state(TaskId task) {
        return tasks[before.graph().numberOf(task)];
    }

    private TaskState next(TaskState state, Fact.OfTask fact) {
        return switch (state) {
            case TaskState.Waiting waiting -> fromWaiting(waiting, fact);
            case TaskState.AwaitingApproval awaiting -> fromAwaiting(awaiting, fact);
            case TaskState.Ready ready -> fromReady(ready, fact);
            case TaskState.Running running -> fromRunning(running, fact);
            case TaskState.Suspended suspended -> fromSuspended(suspended, fact);
            case TaskState.BackingOff backingOff -> fromBackingOff(backingOff, fact);
            case TaskState.Succeeded done
            when fact instanceof Fact.CompensationReady due -> undoing(done.past(), due, done.outputs());
            case TaskState.Failed failed
            when fact instanceof Fact.CompensationReady due -> undoing(failed.past(), due, Map.of());
            case TaskState.Cancelled cancelled
            when fact instanceof Fact.CompensationReady due -> undoing(cancelled.past(), due, Map.of());
            // It ran before the workflow was retried, and what it did then is still there.
            case TaskState.Skipped skipped
            when fact instanceof Fact.CompensationReady due -> undoing(skipped.past(), due, Map.of());
            case TaskState.Succeeded _, TaskState.Failed _, TaskState.Cancelled _ -> throw illegal(fact);
            case TaskState.Skipped _, TaskState.Compensated _, TaskState.NotCompensated _ -> throw illegal(fact);
        };
    }

    private TaskState fromWaiting(TaskState.Waiting waiting, Fact.OfTask fact) {
        return switch (fact) {
            case Fact.TaskReady ready -> waiting.ready(ready, at);
            case Fact.ApprovalRequested requested -> waiting.requested(requested, at);
            case Fact.TaskSkipped skipped -> waiting.skipped(skipped.reason(), at);
            case Fact.TaskFailed failed -> failed(waiting, failed);
            case Fact.CompensationReady due -> undoing(waiting.past(), due, Map.of());
            default -> throw illegal(fact);
        };
    }

    private TaskState fromAwaiting(TaskState.AwaitingApproval awaiting, Fact.OfTask fact) {
        return switch (fact) {
            case Fact.ApprovalEscalated _ -> awaiting.escalate();
            case Fact.ApprovalGranted granted -> awaiting.granted(granted.digest());
            case Fact.ApprovalDenied _, Fact.ApprovalExpired _ -> new TaskState.Waiting(awaiting.past());
            default -> throw illegal(fact);
        };
    }

    private TaskState fromReady(TaskState.Ready ready, Fact.OfTask fact) {
        return switch (fact) {
            case Fact.TaskStarted started -> ready.started(started, nextStart(ready), at);
            case Fact.TaskResumed resumed -> ready.resumed(resumed.why(), at);
            case Fact.SignalReceived signal -> ready.received(signal);
            case Fact.TaskStopped _ -> new TaskState.Cancelled(ready.past(), at);
            case Fact.TaskFailed failed -> failed(ready, failed);
            case Fact.CompensationFailed failed -> new TaskState.NotCompensated(ready.past(), failed.error(), at);
            default -> throw illegal(fact);
        };
    }

    /// A resumed attempt keeps its place in the order of starts.
    private int nextStart(TaskState.Ready ready) {
        return ready.waits().startedAt().isPresent() ? ready.past().startOrder() : ++starts;
    }

    private TaskState fromRunning(TaskState.Running running, Fact.OfTask fact) {
        return switch (fact) {
            case Fact.TaskProgressed progressed -> running.progressed(progressed.percent(), progressed.note());
            case Fact.TaskSuspended suspended -> running.suspended(suspended, at);
            case Fact.SignalReceived signal -> running.received(signal);
            case Fact.TaskSucceeded succeeded -> running.succeeded(succeeded.outputs(), at);
            case Fact.AttemptFailed failed -> running.failed(failed.error(), failed.retryAt());
            case Fact.TaskFailed failed -> failed(running, failed);
            case Fact.TaskStopped _ -> new TaskState.Cancelled(running.past(), at);
            case Fact.LeaseLost _ -> running.lost(at);
            case Fact.TaskCompensated _ ->
                new TaskState.Compensated(running.past().started(0), at);
            case Fact.CompensationFailed failed -> new TaskState.NotCompensated(running.past(), failed.error(), at);
            default -> throw illegal(fact);
        };
    }

    private TaskState fromSuspended(TaskState.Suspended suspended, Fact.OfTask fact) {
        return switch (fact) {
            case Fact.TaskResumed resumed -> suspended.resumed(resumed.why(), at);
            case Fact.SignalReceived signal -> suspended.received(signal);
            case Fact.TaskProgressed progressed -> suspended.progressed(progressed.percent(), progressed.note());
            case Fact.TaskFailed failed -> failed(suspended, failed);
            case Fact.CompensationFailed failed -> new TaskState.NotCompensated(suspended.past(), failed.error(), at);
            default -> throw illegal(fact);
        };
    }

    private TaskState fromBackingOff(TaskState.BackingOff backingOff, Fact.OfTask fact) {
        return switch (fact) {
            case Fact.TaskReady ready -> backingOff.ready(ready.attempt(), at);
            case Fact.CompensationReady ready -> backingOff.ready(ready.attempt(), at);
            case Fact.TaskFailed failed -> failed(backingOff, failed);
            default -> throw illegal(fact);
        };
    }

    private TaskState failed(TaskState state, Fact.TaskFailed failed) {
        return new TaskState.Failed(state.past(), failed.error(), at, failed.evidence());
    }

    private TaskState undoing(TaskState.Past past, Fact.CompensationReady due, Map<String, String> outputs) {
        return new TaskState.Ready(
                past.afresh().ready(due.attempt(), at),
                TaskState.Leg.COMPENSATION,
                1,
                at,
                outputs,
                TaskState.Waits.NONE);
    }

    private void resume() {
        phase = new Phase.Active();
        change(state -> state instanceof TaskState.Ready ready ? ready.since(at) : state);
    }

    private void cancel() {
        stop(new Phase.Ending.Cancelling());
        change(state -> isPending(state) ? new TaskState.Cancelled(state.past(), at) : state);
    }

    private void timeOut() {
        stop(new Phase.Ending.Failing(Optional.empty(), Errors.workflowTimeout()));
        unschedule();
    }

    private void fail(TaskError error) {
        unschedule();
        phase = new Phase.Ended(Status.FAILED, at, Optional.of(error));
    }

    private void stop(Phase.Ending ending) {
        phase = new Phase.Stopping(ending, at);
    }

    private void unschedule() {
        change(state -> isPending(state) ? new TaskState.Waiting(state.past()) : state);
    }

    /// Whether a task has not ended, is not being undone, and nobody works for it.
    private static boolean isPending(TaskState state) {
        return switch (state) {
            case TaskState.Running _, TaskState.Suspended _ -> false;
            case TaskState.Ready ready ->
                !ready.isCompensating() && ready.waits().resumption().isEmpty();
            default -> !state.isEnded() && !state.isCompensating();
        };
    }

    private void retry(TaskId from) {
        var again = before.graph().withDescendants(before.graph().numberOf(from));
        for (int i = 0; i < tasks.length; i++) {
            boolean kept = tasks[i] instanceof TaskState.Succeeded || tasks[i] instanceof TaskState.Skipped;
            if (again.get(i) || !kept) {
                tasks[i] = new TaskState.Waiting(tasks[i].past().afresh());
            }
        }
        phase = new Phase.Active();
        timeFrom = at;
    }

    private void change(java.util.function.UnaryOperator<TaskState> change) {
        for (int i = 0; i < tasks.length; i++) {
            tasks[i] = change.apply(tasks[i]);
        }
    }

    private IllegalStateException illegal(Fact fact) {
        return new IllegalStateException(before.id() + ": " + fact + " cannot follow entry " + before.sequence() + ".");
    }
}
