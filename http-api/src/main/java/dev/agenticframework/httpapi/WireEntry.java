package dev.agenticframework.httpapi;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Resumption;
import dev.agenticframework.httpapi.wire.HistoryEntry;
import dev.agenticframework.httpapi.wire.HistoryEntry.Detail;
import java.util.Optional;
import java.util.TreeMap;

/// Turns an entry of a workflow's history into its wire record.
final class WireEntry {
    private WireEntry() {}

    static HistoryEntry of(Entry entry) {
        Fact fact = entry.fact();
        Optional<String> task =
                fact instanceof Fact.OfTask of ? Optional.of(of.task().toString()) : Optional.empty();
        return new HistoryEntry(entry.sequence(), entry.at(), type(fact), task, detail(fact));
    }

    static String type(Fact fact) {
        return switch (fact) {
            case Fact.WorkflowCreated _ -> "workflow.created";
            case Fact.TaskReady _ -> "task.ready";
            case Fact.TaskStarted _ -> "task.started";
            case Fact.TaskSuspended _ -> "task.suspended";
            case Fact.TaskResumed _ -> "task.resumed";
            case Fact.SignalReceived _ -> "signal.received";
            case Fact.TaskProgressed _ -> "task.progressed";
            case Fact.TaskSucceeded _ -> "task.completed";
            case Fact.AttemptFailed _ -> "task.attempt_failed";
            case Fact.TaskFailed _ -> "task.failed";
            case Fact.LeaseLost _ -> "task.lease_lost";
            case Fact.TaskSkipped _ -> "task.skipped";
            case Fact.TaskStopped _ -> "task.stopped";
            case Fact.ApprovalRequested _ -> "approval.requested";
            case Fact.ApprovalEscalated _ -> "approval.escalated";
            case Fact.ApprovalGranted _ -> "approval.granted";
            case Fact.ApprovalDenied _ -> "approval.denied";
            case Fact.ApprovalExpired _ -> "approval.expired";
            case Fact.WorkflowPaused _ -> "workflow.paused";
            case Fact.WorkflowResumed _ -> "workflow.resumed";
            case Fact.CancelRequested _ -> "workflow.cancel_requested";
            case Fact.WorkflowTimedOut _ -> "workflow.timed_out";
            case Fact.CompensationReady _ -> "compensation.ready";
            case Fact.TaskCompensated _ -> "compensation.completed";
            case Fact.CompensationFailed _ -> "compensation.failed";
            case Fact.WorkflowRetried _ -> "workflow.retried";
            case Fact.WorkflowCompleted _ -> "workflow.completed";
            case Fact.WorkflowFailed _ -> "workflow.failed";
            case Fact.WorkflowCancelled _ -> "workflow.cancelled";
        };
    }

    private static Optional<Detail> detail(Fact fact) {
        return Optional.ofNullable(
                switch (fact) {
                    case Fact.WorkflowCreated created ->
                        new HistoryEntry.Requested(created.request().requestedBy());
                    case Fact.TaskReady ready -> new HistoryEntry.Attempt(ready.attempt());
                    case Fact.TaskStarted started ->
                        new HistoryEntry.Started(started.attempt(), started.delivery(), started.worker());
                    case Fact.TaskSuspended suspended ->
                        new HistoryEntry.Suspended(
                                suspended.attempt(), suspended.handle(), suspended.wakeAt(), suspended.deadline());
                    case Fact.TaskResumed resumed ->
                        new HistoryEntry.Resumed(
                                resumed.attempt(), resumed.why().handle(), reason(resumed.why()));
                    case Fact.SignalReceived signal -> new HistoryEntry.Signalled(signal.handle());
                    case Fact.TaskProgressed progressed ->
                        new HistoryEntry.Progressed(progressed.percent() / 100.0, progressed.note());
                    case Fact.TaskSucceeded done ->
                        new HistoryEntry.Completed(
                                done.attempt(),
                                new TreeMap<>(done.outputs()),
                                done.report().summary());
                    case Fact.AttemptFailed failed ->
                        new HistoryEntry.AttemptFailed(
                                failed.attempt(), WireWorkflow.failure(failed.error()), failed.retryAt());
                    case Fact.TaskFailed failed ->
                        new HistoryEntry.Failed(failed.attempt(), WireWorkflow.failure(failed.error()));
                    case Fact.LeaseLost lost -> new HistoryEntry.Attempt(lost.attempt());
                    case Fact.TaskSkipped skipped -> new HistoryEntry.Remark(skipped.reason());
                    case Fact.TaskStopped stopped -> new HistoryEntry.Attempt(stopped.attempt());
                    case Fact.ApprovalRequested requested ->
                        new HistoryEntry.ApprovalRequested(requested.digest(), requested.expiresAt());
                    case Fact.ApprovalGranted granted ->
                        new HistoryEntry.Voted(granted.by(), granted.digest(), granted.comment());
                    case Fact.ApprovalDenied denied ->
                        new HistoryEntry.Voted(denied.by(), denied.digest(), denied.comment());
                    case Fact.WorkflowPaused paused -> new HistoryEntry.Steered(paused.by());
                    case Fact.WorkflowResumed resumed -> new HistoryEntry.Steered(resumed.by());
                    case Fact.CancelRequested cancel -> new HistoryEntry.Cancelled(cancel.by(), cancel.reason());
                    case Fact.CompensationReady ready -> new HistoryEntry.Attempt(ready.attempt());
                    case Fact.TaskCompensated done -> new HistoryEntry.Attempt(done.attempt());
                    case Fact.CompensationFailed failed ->
                        new HistoryEntry.Broken(WireWorkflow.failure(failed.error()));
                    case Fact.WorkflowRetried retried ->
                        new HistoryEntry.Retried(retried.from().toString(), retried.by());
                    case Fact.WorkflowFailed failed -> new HistoryEntry.Broken(WireWorkflow.failure(failed.error()));
                    case Fact.ApprovalEscalated _,
                            Fact.ApprovalExpired _,
                            Fact.WorkflowTimedOut _,
                            Fact.WorkflowCompleted _,
                            Fact.WorkflowCancelled _ -> null;
                });
    }

    private static HistoryEntry.Resumed.Cause reason(Resumption why) {
        return switch (why) {
            case Resumption.Signalled _ -> HistoryEntry.Resumed.Cause.SIGNAL;
            case Resumption.Woken _ -> HistoryEntry.Resumed.Cause.TIMER;
            case Resumption.Expired _ -> HistoryEntry.Resumed.Cause.DEADLINE;
            case Resumption.Stopped _ -> HistoryEntry.Resumed.Cause.STOP;
        };
    }
}
