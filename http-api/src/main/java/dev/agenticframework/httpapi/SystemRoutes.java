package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.access.Permission;
import dev.agenticframework.agentapi.connect.DiskUse;
import dev.agenticframework.engine.TaskState;
import dev.agenticframework.httpapi.wire.DiskUsage;
import dev.agenticframework.httpapi.wire.DiskUsageList;
import dev.agenticframework.httpapi.wire.Health;
import dev.agenticframework.httpapi.wire.Lines;
import dev.agenticframework.httpapi.wire.Template;
import dev.agenticframework.httpapi.wire.TemplateList;
import dev.agenticframework.httpapi.wire.Text;
import dev.agenticframework.runtime.Workflows;
import io.javalin.http.Context;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Health, metrics, templates, artifacts and the logs of tasks.
final class SystemRoutes {
    private static final int MAX_LINES = 2_000;
    private static final int MAX_ENTRIES = 10_000;

    private final Templates templates;
    private final ArtifactStore artifacts;
    private final Workflows workflows;
    private final Metrics metrics;
    private final Health health;
    private final Guard guard;
    private final Supplier<List<DiskUse>> disk;

    SystemRoutes(
            Workflows workflows,
            Templates templates,
            ArtifactStore artifacts,
            Metrics metrics,
            Health health,
            Supplier<List<DiskUse>> disk,
            Guard guard) {
        this.templates = templates;
        this.artifacts = artifacts;
        this.workflows = workflows;
        this.metrics = metrics;
        this.health = health;
        this.guard = guard;
        this.disk = disk;
    }

    List<Route> routes() {
        return List.of(
                Route.open("/health", "getHealth", "Check that the platform answers", this::health)
                        .answers(200, Health.class),
                Route.get("/metrics", "getMetrics", "Get metrics in the Prometheus text format", this::metrics)
                        .answersWith("text/plain"),
                Route.get("/disk", "getDisk", "Get the space that the data of the platform take", this::disk)
                        .needs(Permission.OPERATE)
                        .answers(200, DiskUsageList.class),
                Route.get("/templates", "listTemplates", "List the software templates", this::list)
                        .answers(200, TemplateList.class),
                Route.get("/templates/{name}", "getTemplate", "Get a template and its parameters", this::show)
                        .answers(200, Template.class),
                Route.get("/artifacts/{reference}", "getArtifact", "Get a file that an agent created", this::artifact)
                        .answersWith("application/octet-stream"),
                Route.get(
                                "/workflows/{workflowId}/tasks/{taskId}/log",
                                "getTaskLog",
                                "Get what a task wrote",
                                this::log)
                        .answers(200, Lines.class)
                        .with(Parameter.number("after", 0, Integer.MAX_VALUE)));
    }

    private void health(Context context) {
        Bodies.answer(context, 200, health);
    }

    private void metrics(Context context) throws IOException {
        guard.anywhere(context);
        metrics.write(context);
    }

    private void disk(Context context) {
        guard.everything(context, Map.of());
        Bodies.answer(
                context,
                200,
                new DiskUsageList(disk.get().stream().map(DiskUsage::of).toList()));
    }

    private void list(Context context) {
        guard.anywhere(context);
        Bodies.answer(context, 200, new TemplateList(templates.list()));
    }

    private void show(Context context) {
        guard.anywhere(context);
        String name = context.pathParam("name");
        Bodies.answer(
                context,
                200,
                templates
                        .find(name)
                        .orElseThrow(() -> new FailureException(Failure.notFound(
                                "TEMPLATE_NOT_FOUND",
                                "No template is named '" + Text.shown(name) + "'.",
                                "List the templates: agentic template list"))));
    }

    /// References cannot be guessed: who has one was shown it.
    private void artifact(Context context) throws IOException {
        guard.anywhere(context);
        String reference = context.pathParam("reference");
        if (!ArtifactStore.REFERENCE.matcher(reference).matches() || !artifacts.contains(reference)) {
            throw new FailureException(Failure.notFound(
                    "ARTIFACT_NOT_FOUND",
                    "No artifact has the reference '" + Text.shown(reference) + "'.",
                    "Use a reference from the outputs of a task."));
        }
        context.contentType("application/octet-stream");
        if (!Bodies.isHead(context)) {
            try (var content = artifacts.open(reference)) {
                content.transferTo(context.res().getOutputStream());
            }
        }
    }

    /// What a running task has written so far, or the log that its last attempt left.
    private void log(Context context) throws IOException {
        var id = guard.workflow(context);
        var task = Query.task(context);
        int after = (int) Query.number(context, "after", 0, Integer.MAX_VALUE, 0);
        var workflow = Answers.value(workflows.find(id));
        if (workflow.task(task).isEmpty()) {
            throw Query.taskNotFound(task.toString());
        }
        boolean runs = workflow.task(task).filter(SystemRoutes::isUnderWay).isPresent();
        var lines = runs
                ? Answers.value(workflows.log(id, task, after)).stream()
                        .limit(MAX_LINES)
                        .toList()
                : left(
                        Reports.of(Answers.value(workflows.history(id, 0, MAX_ENTRIES)))
                                .of(task)
                                .log(),
                        after);
        Bodies.answer(context, 200, new Lines(lines, Optional.of(after + lines.size())));
    }

    private static boolean isUnderWay(TaskState state) {
        return state instanceof TaskState.Running || state instanceof TaskState.Suspended;
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
