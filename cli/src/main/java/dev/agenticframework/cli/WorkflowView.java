package dev.agenticframework.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Formats a workflow as text.
final class WorkflowView {
    private static final long SECONDS_PER_MINUTE = 60;

    private final Screen screen;
    private final InstantSource clock;

    WorkflowView(Session session) {
        this.screen = session.screen();
        this.clock = session.host().clock();
    }

    /// One line per task, with its progress.
    List<String> tasks(JsonNode workflow) {
        var table = new Table("", "TASK", "AGENT", "WHAT", "TIME", "");
        for (JsonNode task : workflow.path("tasks")) {
            table.row(
                    mark(text(task, "status")),
                    text(task, "taskId"),
                    text(task, "agent"),
                    text(task, "title"),
                    time(task),
                    screen.paint(Screen.Colour.DIM, shorten(remark(task))));
        }
        return table.lines(screen);
    }

    private String time(JsonNode task) {
        if (task.has("duration")) {
            return text(task, "duration");
        }
        if (task.has("startedAt") && screen.isTerminal()) {
            return elapsed(text(task, "startedAt")) + " (~" + text(task, "estimatedDuration") + ")";
        }
        return task.has("startedAt") || text(task, "status").equals("pending")
                ? "~" + text(task, "estimatedDuration")
                : "";
    }

    private String elapsed(String since) {
        long seconds = Math.max(
                0, Duration.between(Instant.parse(since), clock.instant()).toSeconds());
        return seconds < SECONDS_PER_MINUTE
                ? seconds + "s"
                : seconds / SECONDS_PER_MINUTE + "m" + seconds % SECONDS_PER_MINUTE + "s";
    }

    private static String remark(JsonNode task) {
        if (task.has("failure")) {
            return task.path("failure").path("code").asString("") + ": "
                    + task.path("failure").path("message").asString("");
        }
        String summary = task.path("summary").asString("");
        return summary.isEmpty() ? text(task, "message") : summary;
    }

    private static String shorten(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > 100 ? line.substring(0, 97) + "..." : line;
    }

    String mark(String status) {
        return switch (status) {
            case "completed" -> screen.paint(Screen.Colour.GREEN, "✓");
            case "in_progress", "cancelling", "compensating" -> screen.paint(Screen.Colour.BLUE, "●");
            case "failed", "compensation_failed" -> screen.paint(Screen.Colour.RED, "✗");
            case "retrying" -> screen.paint(Screen.Colour.YELLOW, "↻");
            case "waiting_approval", "paused" -> screen.paint(Screen.Colour.YELLOW, "?");
            case "skipped", "cancelled", "compensated" -> screen.paint(Screen.Colour.DIM, "-");
            default -> screen.paint(Screen.Colour.DIM, "·");
        };
    }

    /// The parameters of the plan, including defaults.
    List<String> about(JsonNode workflow) {
        var words = new ArrayList<String>();
        for (var parameter : workflow.path("parameters").properties()) {
            boolean said = parameter.getValue().isValueNode()
                    && !parameter.getKey().equals("serviceName")
                    && !parameter.getKey().equals("planDigest");
            if (said) {
                words.add(parameter.getKey() + "="
                        + screen.paint(Screen.Colour.BLUE, parameter.getValue().asString()));
            }
        }
        String service = text(workflow.path("parameters"), "serviceName");
        return words.isEmpty() || service.isEmpty()
                ? List.of()
                : List.of(screen.paint(Screen.Colour.BOLD, service) + "  " + String.join(", ", words));
    }

    /// The status of the workflow, its failure, and the services that it created or changed.
    List<String> outcome(JsonNode workflow) {
        var lines = new ArrayList<String>();
        String status = text(workflow, "status");
        lines.add(mark(status) + " " + text(workflow, "workflowId") + " " + screen.paint(Screen.Colour.BOLD, status)
                + (workflow.has("duration") ? " in " + text(workflow, "duration") : ""));
        if (workflow.has("failure")) {
            addFailure(lines, workflow);
        }
        for (JsonNode task : workflow.path("tasks")) {
            if (task.has("approval")) {
                lines.add("  " + text(task, "taskId") + " (" + text(task, "title") + ") waits for approval.");
                ChangeView.lines(task.path("approval").path("change")).forEach(line -> lines.add("    " + line));
                lines.add("  " + screen.paint(Screen.Colour.DIM, "to approve:") + " agentic workflow approve "
                        + text(workflow, "workflowId"));
            }
        }
        for (JsonNode service : workflow.path("services")) {
            addService(lines, service);
        }
        return lines;
    }

    private void addFailure(List<String> lines, JsonNode workflow) {
        JsonNode failure = workflow.path("failure");
        lines.add("  " + text(failure, "code") + ": " + text(failure, "message"));
        if (!text(failure, "remedy").isEmpty()) {
            lines.add("  " + screen.paint(Screen.Colour.DIM, "what to do:") + " " + text(failure, "remedy"));
        }
        for (JsonNode task : workflow.path("tasks")) {
            if (text(task, "status").equals("failed") && task.has("log")) {
                lines.add("  " + screen.paint(Screen.Colour.DIM, "to read its log:") + " agentic workflow log "
                        + text(workflow, "workflowId") + " " + text(task, "taskId"));
            }
        }
        addRetry(lines, workflow);
    }

    private void addService(List<String> lines, JsonNode service) {
        lines.add("");
        lines.add("  " + screen.paint(Screen.Colour.BOLD, text(service, "name")));
        if (service.has("url")) {
            lines.add("    address     " + screen.paint(Screen.Colour.GREEN, text(service, "url")) + "  ("
                    + text(service, "environment") + ", "
                    + replicas(service.path("replicas").asInt(0)) + ")");
        }
        if (service.has("repository")) {
            lines.add("    repository  " + text(service, "repository"));
        }
    }

    /// Tells how to retry a change that failed its checks: fix its branch, then repeat the checks from the
    /// merge request.
    private void addRetry(List<String> lines, JsonNode workflow) {
        for (JsonNode task : workflow.path("tasks")) {
            if (task.path("outputs").has("mergeRequest") && aCheckFailed(workflow, text(task, "taskId"))) {
                lines.add("  " + screen.paint(Screen.Colour.DIM, "to retry:") + " fix the branch "
                        + text(task.path("outputs"), "branch") + ", push, then run: agentic workflow retry "
                        + text(workflow, "workflowId") + " --from " + text(task, "taskId"));
            }
        }
    }

    /// Whether a task failed that directly depends on the task that opened the merge request.
    private static boolean aCheckFailed(JsonNode workflow, String opened) {
        return workflow.path("tasks")
                .valueStream()
                .filter(task -> text(task, "status").equals("failed"))
                .flatMap(task -> task.path("dependsOn").valueStream())
                .anyMatch(dependency -> dependency.asString("").equals(opened));
    }

    private static String replicas(int number) {
        return number == 1 ? "1 replica" : number + " replicas";
    }

    static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
