package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.runtime.Workflows;
import io.javalin.http.Context;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Health, metrics, templates, artifacts, task logs.
final class SystemRoutes {
    private static final Pattern REFERENCE = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final int MAX_LINES = 2_000;
    private static final int MAX_ENTRIES = 10_000;

    private final Templates templates;
    private final ArtifactStore artifacts;
    private final Workflows workflows;
    private final Metrics metrics;
    private final Map<String, Object> about;

    SystemRoutes(
            Workflows workflows,
            Templates templates,
            ArtifactStore artifacts,
            Metrics metrics,
            Map<String, Object> about) {
        this.templates = templates;
        this.artifacts = artifacts;
        this.workflows = workflows;
        this.metrics = metrics;
        this.about = about;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/health", "getHealth", "Whether the platform answers", "Health", this::health)
                        .openToAll(),
                Route.get("/metrics", "getMetrics", "Metrics in Prometheus' text format", "", metrics::write),
                Route.get("/templates", "listTemplates", "The software templates", "TemplateList", this::list),
                Route.get(
                        "/templates/{name}", "getTemplate", "One template with its parameters", "Template", this::show),
                Route.get("/artifacts/{reference}", "getArtifact", "What an agent made", "", this::artifact),
                Route.get(
                                "/workflows/{workflowId}/tasks/{taskId}/log",
                                "getTaskLog",
                                "What a task wrote",
                                "Lines",
                                this::log)
                        .with(Parameter.number("after", 0, Integer.MAX_VALUE)));
    }

    private void health(Context context) {
        Json.answer(context, 200, about);
    }

    private void list(Context context) {
        Json.answer(context, 200, Map.of("items", templates.list()));
    }

    private void show(Context context) {
        String name = context.pathParam("name");
        Json.answer(
                context,
                200,
                templates
                        .find(name)
                        .orElseThrow(() -> new FailureException(Failure.notFound(
                                "TEMPLATE_NOT_FOUND",
                                "there is no template '" + Text.shown(name) + "'",
                                "list templates: agentic template list"))));
    }

    private void artifact(Context context) throws IOException {
        String reference = context.pathParam("reference");
        if (!REFERENCE.matcher(reference).matches() || !artifacts.contains(reference)) {
            throw new FailureException(Failure.notFound(
                    "ARTIFACT_NOT_FOUND",
                    "there is no artifact '" + Text.shown(reference) + "'",
                    "use a reference from a task's outputs"));
        }
        try (var content = artifacts.open(reference)) {
            context.contentType("application/octet-stream").header("X-Content-Type-Options", "nosniff");
            content.transferTo(context.res().getOutputStream());
        }
    }

    /// While the task runs, what it has written so far; afterwards the log that it left.
    private void log(Context context) throws IOException {
        var id = WorkflowRoutes.id(context);
        var task = WorkflowRoutes.task(context);
        int after = (int) WorkflowRoutes.number(context, "after", 0, Integer.MAX_VALUE, 0);
        var workflow = Answers.value(workflows.find(id));
        if (workflow.task(task).isEmpty()) {
            throw WorkflowRoutes.taskNotFound(task.toString());
        }
        boolean runs =
                workflow.task(task).filter(TaskState.Running.class::isInstance).isPresent();
        var lines = runs
                ? Answers.value(workflows.log(id, task, after)).stream()
                        .limit(MAX_LINES)
                        .toList()
                : left(
                        Reports.of(Answers.value(workflows.history(id, 0, MAX_ENTRIES)))
                                .of(task)
                                .log(),
                        after);
        Json.answer(context, 200, Map.of("lines", lines, "next", after + lines.size()));
    }

    private List<String> left(String log, int after) throws IOException {
        if (log.isEmpty()) {
            return List.of();
        }
        try (var lines = new BufferedReader(new InputStreamReader(artifacts.open(log), StandardCharsets.UTF_8))) {
            return lines.lines().skip(after).limit(MAX_LINES).toList();
        }
    }
}
