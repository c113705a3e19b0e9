package dev.agenticframework.httpapi;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Resumption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// One line of a workflow's history as the API shows it: `sequence`, `at`, `type`, and what belongs to the type.
final class WireEntry {
    private WireEntry() {}

    static Map<String, Object> of(Entry entry) {
        var json = new LinkedHashMap<String, Object>();
        json.put("sequence", entry.sequence());
        json.put("at", entry.at().toString());
        json.put("type", type(entry.fact()));
        if (entry.fact() instanceof Fact.OfTask of) {
            json.put("taskId", of.task().toString());
        }
        putDetail(json, entry.fact());
        return json;
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

    private static void putDetail(Map<String, Object> json, Fact fact) {
        switch (fact) {
            case Fact.WorkflowCreated created ->
                json.put("requestedBy", created.request().requestedBy());
            case Fact.TaskReady ready -> json.put("attempt", ready.attempt());
            case Fact.TaskStarted started -> {
                json.put("attempt", started.attempt());
                json.put("delivery", started.delivery());
                json.put("worker", started.worker());
            }
            case Fact.TaskSuspended suspended -> {
                json.put("attempt", suspended.attempt());
                json.put("handle", suspended.handle());
                json.put("wakeAt", suspended.wakeAt().toString());
                json.put("deadline", suspended.deadline().toString());
            }
            case Fact.TaskResumed resumed -> {
                json.put("attempt", resumed.attempt());
                json.put("handle", resumed.why().handle());
                json.put("reason", reason(resumed.why()));
            }
            case Fact.SignalReceived signal -> json.put("handle", signal.handle());
            case Fact.TaskProgressed progressed -> {
                json.put("progress", progressed.percent() / 100.0);
                json.put("message", progressed.note());
            }
            case Fact.TaskSucceeded done -> {
                json.put("attempt", done.attempt());
                json.put("outputs", new TreeMap<>(done.outputs()));
                json.put("message", done.report().summary());
            }
            case Fact.AttemptFailed failed -> {
                json.put("attempt", failed.attempt());
                json.put("failure", WireWorkflow.error(failed.error()));
                json.put("retryAt", failed.retryAt().toString());
            }
            case Fact.TaskFailed failed -> {
                json.put("attempt", failed.attempt());
                json.put("failure", WireWorkflow.error(failed.error()));
            }
            case Fact.LeaseLost lost -> json.put("attempt", lost.attempt());
            case Fact.TaskSkipped skipped -> json.put("message", skipped.reason());
            case Fact.TaskStopped stopped -> json.put("attempt", stopped.attempt());
            case Fact.ApprovalRequested requested -> {
                json.put("digest", requested.digest());
                json.put("expiresAt", requested.expiresAt().toString());
            }
            case Fact.ApprovalGranted granted -> putVote(json, granted.by(), granted.digest(), granted.comment());
            case Fact.ApprovalDenied denied -> putVote(json, denied.by(), denied.digest(), denied.comment());
            case Fact.WorkflowPaused paused -> json.put("by", paused.by());
            case Fact.WorkflowResumed resumed -> json.put("by", resumed.by());
            case Fact.CancelRequested cancel -> {
                json.put("by", cancel.by());
                json.put("message", cancel.reason());
            }
            case Fact.CompensationReady ready -> json.put("attempt", ready.attempt());
            case Fact.TaskCompensated done -> json.put("attempt", done.attempt());
            case Fact.CompensationFailed failed -> json.put("failure", WireWorkflow.error(failed.error()));
            case Fact.WorkflowRetried retried -> {
                json.put("from", retried.from().toString());
                json.put("by", retried.by());
            }
            case Fact.WorkflowFailed failed -> json.put("failure", WireWorkflow.error(failed.error()));
            case Fact.ApprovalEscalated _,
                    Fact.ApprovalExpired _,
                    Fact.WorkflowTimedOut _,
                    Fact.WorkflowCompleted _,
                    Fact.WorkflowCancelled _ -> {}
        }
    }

    private static String reason(Resumption why) {
        return switch (why) {
            case Resumption.Signalled _ -> "signal";
            case Resumption.Woken _ -> "timer";
            case Resumption.Expired _ -> "deadline";
            case Resumption.Stopped _ -> "stop";
        };
    }

    private static void putVote(Map<String, Object> json, String by, String digest, String comment) {
        json.put("by", by);
        json.put("digest", digest);
        json.put("comment", comment);
    }
}
