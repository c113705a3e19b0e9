package dev.agenticframework.httpapi;

import dev.agenticframework.engine.Report;
import dev.agenticframework.engine.TaskError;
import dev.agenticframework.engine.TaskSpec;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.runtime.DeadLetter;
import dev.agenticframework.runtime.WorkflowSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A workflow as the API shows it, in the specification's field names.
final class WireWorkflow {
    private WireWorkflow() {}

    static Map<String, Object> summary(WorkflowSummary summary) {
        var json = new LinkedHashMap<String, Object>();
        json.put("workflowId", summary.id().toString());
        json.put("status", summary.status().toString());
        json.put("requestedBy", summary.requestedBy());
        putUnlessEmpty(json, "template", summary.template());
        putUnlessEmpty(json, "service", summary.service());
        putUnlessEmpty(json, "environment", summary.environment());
        json.put("createdAt", summary.createdAt().toString());
        summary.endedAt().ifPresent(at -> putEnd(json, summary.createdAt(), at));
        return json;
    }

    static Map<String, Object> deadLetter(DeadLetter letter) {
        var json = new LinkedHashMap<String, Object>();
        json.put("workflowId", letter.workflow().toString());
        json.put("taskId", letter.task().toString());
        json.put("agent", letter.agent());
        json.put("action", letter.action());
        json.put("attempts", letter.attempts());
        json.put("failure", error(letter.error()));
        json.put("at", letter.at().toString());
        return json;
    }

    static Map<String, Object> whole(Workflow workflow, Reports reports) {
        var json = new LinkedHashMap<String, Object>();
        var request = workflow.request();
        json.put("workflowId", workflow.id().toString());
        json.put("status", workflow.status().toString());
        json.put("requestedBy", request.requestedBy());
        putUnlessEmpty(json, "request", request.sentence());
        putUnlessEmpty(json, "template", request.template());
        if (!request.parameters().isEmpty()) {
            json.put("parameters", Json.MAPPER.readTree(request.parameters()));
        }
        json.put("labels", new TreeMap<>(request.labels()));
        json.put("createdAt", workflow.createdAt().toString());
        workflow.endedAt().ifPresent(at -> putEnd(json, workflow.createdAt(), at));
        json.put("progress", Math.round(workflow.progress() * 100) / 100.0);
        if (workflow.endedAt().isEmpty()) {
            json.put("estimatedRemaining", Durations.words(workflow.remaining()));
        }
        workflow.error().ifPresent(error -> json.put("failure", error(error)));
        json.put("services", services(workflow));
        json.put("tasks", tasks(workflow, reports));
        return json;
    }

    private static void putEnd(Map<String, Object> json, Instant from, Instant to) {
        json.put("completedAt", to.toString());
        json.put("duration", Durations.words(Duration.between(from, to)));
    }

    private static List<Map<String, Object>> tasks(Workflow workflow, Reports reports) {
        var all = new ArrayList<Map<String, Object>>();
        for (TaskSpec spec : workflow.plan().tasks()) {
            all.add(task(workflow, spec, reports.of(spec.id())));
        }
        return all;
    }

    private static Map<String, Object> task(Workflow workflow, TaskSpec spec, Report report) {
        var json = new LinkedHashMap<String, Object>();
        json.put("taskId", spec.id().toString());
        json.put("agent", spec.agent());
        json.put("action", spec.action());
        json.put("title", spec.title());
        TaskState state = workflow.task(spec.id()).orElseThrow();
        json.put("status", status(state));
        json.put("dependsOn", spec.dependsOn().stream().map(Object::toString).toList());
        json.put("estimatedDuration", Durations.words(spec.estimate()));
        if (!spec.environment().isEmpty()) {
            json.put("environment", spec.environment());
        }
        json.put("attempt", state.past().attempt());
        putState(json, state);
        putUnlessEmpty(json, "summary", report.summary());
        putUnlessEmpty(json, "log", report.log());
        return json;
    }

    private static void putState(Map<String, Object> json, TaskState state) {
        switch (state) {
            case TaskState.Running running -> {
                json.put("startedAt", running.startedAt().toString());
                json.put("progress", running.percent() / 100.0);
                putUnlessEmpty(json, "message", running.note());
            }
            case TaskState.Suspended suspended -> {
                suspended.waits().startedAt().ifPresent(at -> json.put("startedAt", at.toString()));
                json.put("progress", suspended.percent() / 100.0);
                putUnlessEmpty(json, "message", suspended.note());
                json.put("suspension", suspension(suspended));
            }
            case TaskState.BackingOff waiting -> {
                json.put("failure", error(waiting.error()));
                json.put("retryAt", waiting.until().toString());
            }
            case TaskState.Succeeded done -> {
                json.put("startedAt", done.startedAt().toString());
                putEnd(json, done.startedAt(), done.endedAt());
                json.put("outputs", new TreeMap<>(done.outputs()));
            }
            case TaskState.Failed failed -> {
                json.put("completedAt", failed.endedAt().toString());
                json.put("failure", error(failed.error()));
                json.put("outputs", new TreeMap<>(failed.evidence()));
            }
            case TaskState.NotCompensated failed -> json.put("failure", error(failed.error()));
            case TaskState.Skipped skipped -> json.put("message", skipped.reason());
            case TaskState.AwaitingApproval awaiting -> json.put("approval", approval(awaiting));
            case TaskState.Waiting _, TaskState.Ready _, TaskState.Cancelled _, TaskState.Compensated _ -> {}
        }
    }

    private static Map<String, Object> suspension(TaskState.Suspended suspended) {
        return Map.of(
                "handle", suspended.handle(),
                "since", suspended.since().toString(),
                "wakeAt", suspended.wakeAt().toString(),
                "deadline", suspended.deadline().toString());
    }

    private static Map<String, Object> approval(TaskState.AwaitingApproval awaiting) {
        return Map.of(
                "digest", awaiting.digest(),
                "requestedAt", awaiting.since().toString(),
                "expiresAt", awaiting.expiresAt().toString(),
                "escalated", awaiting.escalated());
    }

    static String status(TaskState state) {
        return switch (state) {
            case TaskState.Waiting _ -> "pending";
            case TaskState.AwaitingApproval _ -> "waiting_approval";
            case TaskState.Ready _ -> "ready";
            case TaskState.Running _, TaskState.Suspended _ -> "in_progress";
            case TaskState.BackingOff _ -> "retrying";
            case TaskState.Succeeded _ -> "completed";
            case TaskState.Failed _ -> "failed";
            case TaskState.Skipped _ -> "skipped";
            case TaskState.Cancelled _ -> "cancelled";
            case TaskState.Compensated _ -> "compensated";
            case TaskState.NotCompensated _ -> "compensation_failed";
        };
    }

    static Map<String, Object> error(TaskError error) {
        return Map.of(
                "code", error.code(),
                "message", error.message(),
                "remedy", error.remedy(),
                "retryable", error instanceof TaskError.Transient);
    }

    /// What the workflow has brought into being: one entry a service, told together from its tasks' inputs
    /// and outputs.
    private static List<Map<String, Object>> services(Workflow workflow) {
        var byName = new LinkedHashMap<String, Map<String, Object>>();
        for (TaskSpec spec : workflow.plan().tasks()) {
            String name = workflow.inputs(spec).get("serviceName");
            if (name != null && workflow.task(spec.id()).orElseThrow() instanceof TaskState.Succeeded done) {
                var service = byName.computeIfAbsent(name, ServiceView::named);
                ServiceView.add(service, workflow.inputs(spec), done.outputs());
            }
        }
        return List.copyOf(byName.values());
    }

    private static void putUnlessEmpty(Map<String, Object> json, String name, String value) {
        if (!value.isEmpty()) {
            json.put(name, value);
        }
    }
}
