package dev.agenticframework.runtime;

import dev.agenticframework.agentapi.events.AboutTask;
import dev.agenticframework.agentapi.events.AboutWorkflow;
import dev.agenticframework.agentapi.events.ApprovalDenied;
import dev.agenticframework.agentapi.events.ApprovalEscalated;
import dev.agenticframework.agentapi.events.ApprovalExpired;
import dev.agenticframework.agentapi.events.ApprovalGranted;
import dev.agenticframework.agentapi.events.ApprovalRequested;
import dev.agenticframework.agentapi.events.Cause;
import dev.agenticframework.agentapi.events.TaskCompensationFailed;
import dev.agenticframework.agentapi.events.TaskCompleted;
import dev.agenticframework.agentapi.events.TaskCreated;
import dev.agenticframework.agentapi.events.TaskFailed;
import dev.agenticframework.agentapi.events.TaskStarted;
import dev.agenticframework.agentapi.events.WorkflowCancelled;
import dev.agenticframework.agentapi.events.WorkflowCompleted;
import dev.agenticframework.agentapi.events.WorkflowCreated;
import dev.agenticframework.agentapi.events.WorkflowEvent;
import dev.agenticframework.agentapi.events.WorkflowFailed;
import dev.agenticframework.engine.Announcement;
import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.Workflow;
import java.util.ArrayList;
import java.util.List;

/// Creates the events that follow from a workflow's facts. They depend on the history only, including their ids, so
/// that they can be created again after a crash.
public final class WorkflowEvents {
    private static final String SOURCE = "agentic-framework.";
    private static final String PLANNER = "planner";
    private static final double MILLIS_PER_SECOND = 1000.0;

    private final Workflow workflow;
    private final Entry entry;
    private final List<Event> events = new ArrayList<>();

    private WorkflowEvents(Workflow workflow, Entry entry) {
        this.workflow = workflow;
        this.entry = entry;
    }

    /// The events of one entry, in order.
    ///
    /// @param workflow includes at least this entry
    public static List<Event> of(Workflow workflow, Entry entry) {
        var made = new WorkflowEvents(workflow, entry);
        made.add();
        return made.events;
    }

    private void add() {
        switch (entry.fact()) {
            case Fact.WorkflowCreated _ -> emit(created());
            case Fact.WorkflowCompleted _ -> emit(new WorkflowCompleted(about(), requestedBy(), duration()));
            case Fact.WorkflowFailed failed ->
                emit(new WorkflowFailed(about(), requestedBy(), duration(), cause(failed.error())));
            case Fact.WorkflowCancelled _ -> emit(new WorkflowCancelled(about(), requestedBy(), duration()));
            case Fact.TaskReady ready -> {
                if (ready.attempt() == 1) {
                    emit(new TaskCreated(about(ready.task())));
                }
            }
            case Fact.TaskStarted started -> emit(new TaskStarted(about(started.task()), started.attempt()));
            case Fact.TaskSucceeded done -> {
                emit(new TaskCompleted(about(done.task()), done.attempt(), done.outputs()));
                announcements(done.task(), done.report());
            }
            case Fact.TaskSuspended suspended -> announcements(suspended.task(), suspended.report());
            case Fact.AttemptFailed failed -> announcements(failed.task(), failed.report());
            case Fact.TaskFailed failed -> {
                emit(new TaskFailed(about(failed.task()), cause(failed.error()), failed.attempt()));
                announcements(failed.task(), failed.report());
            }
            case Fact.ApprovalRequested requested -> emit(requested(requested));
            case Fact.ApprovalGranted granted ->
                emit(new ApprovalGranted(about(granted.task()), granted.by(), granted.digest()));
            case Fact.ApprovalDenied denied ->
                emit(new ApprovalDenied(about(denied.task()), denied.by(), denied.digest()));
            case Fact.ApprovalExpired expired -> emit(new ApprovalExpired(about(expired.task())));
            case Fact.ApprovalEscalated escalated -> emit(new ApprovalEscalated(about(escalated.task())));
            case Fact.CompensationFailed failed ->
                emit(new TaskCompensationFailed(about(failed.task()), cause(failed.error())));
            default -> {}
        }
    }

    private WorkflowCreated created() {
        var tasks = workflow.plan().tasks().stream()
                .map(task -> new WorkflowCreated.PlannedTask(task.id().value(), task.agent(), task.priority()))
                .toList();
        return new WorkflowCreated(about(), requestedBy(), workflow.request().template(), tasks);
    }

    private ApprovalRequested requested(Fact.ApprovalRequested requested) {
        var approvers = spec(requested.task()).approval().stream()
                .flatMap(policy -> policy.approvers().stream())
                .sorted()
                .toList();
        return new ApprovalRequested(about(requested.task()), requested.digest(), requested.expiresAt(), approvers);
    }

    private AboutWorkflow about() {
        return new AboutWorkflow(
                workflow.id().toString(),
                workflow.request().service(),
                workflow.request().environment());
    }

    private AboutTask about(TaskId id) {
        TaskSpec task = spec(id);
        return new AboutTask(about(), id.value(), task.agent(), task.action(), task.title(), task.priority());
    }

    private TaskSpec spec(TaskId id) {
        return workflow.spec(id).orElseThrow();
    }

    private String requestedBy() {
        return workflow.request().requestedBy();
    }

    private double duration() {
        return (entry.at().toEpochMilli() - workflow.createdAt().toEpochMilli()) / MILLIS_PER_SECOND;
    }

    private static Cause cause(TaskError error) {
        return new Cause(error.code(), error.message(), error.remedy());
    }

    private void announcements(TaskId id, Report report) {
        String agent = spec(id).agent();
        for (Announcement announcement : report.announcements()) {
            add(agent, announcement.detailType(), announcement.detail());
        }
    }

    private void emit(WorkflowEvent event) {
        add(PLANNER, event.detailType(), EventFormat.json(event));
    }

    private void add(String agent, String detailType, String detail) {
        String id = workflow.id() + "-" + entry.sequence() + "-" + events.size();
        events.add(
                new Event(id, SOURCE + agent, detailType, entry.at(), detail, Traces.of(workflow, entry.sequence())));
    }
}
