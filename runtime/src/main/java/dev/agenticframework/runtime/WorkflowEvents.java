package dev.agenticframework.runtime;

import dev.agenticframework.engine.Announcement;
import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.Request;
import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The events that a workflow's facts amount to. They follow from the history alone, ids included, so that they can be
/// made again after a crash.
public final class WorkflowEvents {
    private static final String SOURCE = "agentic-framework.";
    private static final String PLANNER = "planner";

    private final Workflow workflow;
    private final Entry entry;
    private final List<Event> events = new ArrayList<>();

    private WorkflowEvents(Workflow workflow, Entry entry) {
        this.workflow = workflow;
        this.entry = entry;
    }

    /// The events of one entry, in order.
    ///
    /// @param workflow with at least this entry
    public static List<Event> of(Workflow workflow, Entry entry) {
        var made = new WorkflowEvents(workflow, entry);
        made.add();
        return made.events;
    }

    private void add() {
        switch (entry.fact()) {
            case Fact.WorkflowCreated _ -> created();
            case Fact.WorkflowCompleted _ -> ended("workflow.completed", Map.of());
            case Fact.WorkflowFailed failed -> ended("workflow.failed", error(failed.error()));
            case Fact.WorkflowCancelled _ -> ended("workflow.cancelled", Map.of());
            case Fact.TaskReady ready -> {
                if (ready.attempt() == 1) {
                    task("task.created", ready.task(), Map.of());
                }
            }
            case Fact.TaskStarted started -> task("task.started", started.task(), Map.of("attempt", started.attempt()));
            case Fact.TaskSucceeded done -> {
                task("task.completed", done.task(), Map.of("attempt", done.attempt(), "outputs", done.outputs()));
                announcements(done.task(), done.report());
            }
            case Fact.TaskSuspended suspended -> announcements(suspended.task(), suspended.report());
            case Fact.AttemptFailed failed -> announcements(failed.task(), failed.report());
            case Fact.TaskFailed failed -> {
                var detail = new LinkedHashMap<>(error(failed.error()));
                detail.put("attempt", failed.attempt());
                task("task.failed", failed.task(), detail);
                announcements(failed.task(), failed.report());
            }
            case Fact.ApprovalRequested requested -> task("approval.requested", requested.task(), requested(requested));
            case Fact.ApprovalGranted granted ->
                task("approval.granted", granted.task(), Map.of("by", granted.by(), "digest", granted.digest()));
            case Fact.ApprovalDenied denied ->
                task("approval.denied", denied.task(), Map.of("by", denied.by(), "digest", denied.digest()));
            case Fact.ApprovalExpired expired -> task("approval.expired", expired.task(), Map.of());
            case Fact.ApprovalEscalated escalated -> task("approval.escalated", escalated.task(), Map.of());
            case Fact.CompensationFailed failed ->
                task("task.compensation_failed", failed.task(), error(failed.error()));
            default -> {}
        }
    }

    private void created() {
        Map<String, Object> detail = about();
        Request request = workflow.request();
        detail.put("requested_by", request.requestedBy());
        detail.put("template", request.template());
        detail.put(
                "tasks",
                workflow.plan().tasks().stream()
                        .map(task -> Map.of(
                                "task_id", task.id().value(), "agent", task.agent(), "priority", task.priority()))
                        .toList());
        emit(PLANNER, "workflow.created", detail);
    }

    private void ended(String detailType, Map<String, Object> more) {
        Map<String, Object> detail = about();
        detail.put("requested_by", workflow.request().requestedBy());
        detail.put(
                "duration_seconds",
                (entry.at().toEpochMilli() - workflow.createdAt().toEpochMilli()) / 1000.0);
        detail.putAll(more);
        emit(PLANNER, detailType, detail);
    }

    private void task(String detailType, TaskId id, Map<String, Object> more) {
        TaskSpec task = workflow.spec(id).orElseThrow();
        Map<String, Object> detail = about();
        detail.put("task_id", id.value());
        detail.put("agent", task.agent());
        detail.put("action", task.action());
        detail.put("title", task.title());
        detail.put("priority", task.priority());
        detail.putAll(more);
        emit(PLANNER, detailType, detail);
    }

    private Map<String, Object> requested(Fact.ApprovalRequested requested) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("digest", requested.digest());
        detail.put("expires_at", requested.expiresAt().toString());
        workflow.spec(requested.task())
                .flatMap(TaskSpec::approval)
                .ifPresent(policy -> detail.put(
                        "approvers", policy.approvers().stream().sorted().toList()));
        return detail;
    }

    private Map<String, Object> about() {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("workflow_id", workflow.id().toString());
        detail.put("service_name", workflow.request().service());
        detail.put("environment", workflow.request().environment());
        return detail;
    }

    private static Map<String, Object> error(TaskError error) {
        return Map.of("error_code", error.code(), "error", error.message(), "remedy", error.remedy());
    }

    private void announcements(TaskId id, Report report) {
        String agent = workflow.spec(id).orElseThrow().agent();
        for (Announcement announcement : report.announcements()) {
            add(agent, announcement.detailType(), announcement.detail());
        }
    }

    private void emit(String agent, String detailType, Map<String, Object> detail) {
        add(agent, detailType, Event.json(detail));
    }

    private void add(String agent, String detailType, String detail) {
        String id = workflow.id() + "-" + entry.sequence() + "-" + events.size();
        events.add(
                new Event(id, SOURCE + agent, detailType, entry.at(), detail, Traces.of(workflow, entry.sequence())));
    }
}
