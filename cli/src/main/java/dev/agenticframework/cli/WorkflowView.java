package dev.agenticframework.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A workflow as a person reads it.
final class WorkflowView {
    private final Screen screen;

    WorkflowView(Screen screen) {
        this.screen = screen;
    }

    /// One line a task, with what it does now.
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

    private static String time(JsonNode task) {
        if (task.has("duration")) {
            return text(task, "duration");
        }
        return task.has("startedAt") || text(task, "status").equals("pending")
                ? "~" + text(task, "estimatedDuration")
                : "";
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

    /// How it ended or stands, and what it brought about.
    List<String> outcome(JsonNode workflow) {
        var lines = new ArrayList<String>();
        String status = text(workflow, "status");
        lines.add(mark(status) + " " + text(workflow, "workflowId") + " " + screen.paint(Screen.Colour.BOLD, status)
                + (workflow.has("duration") ? " in " + text(workflow, "duration") : ""));
        if (workflow.has("failure")) {
            lines.add("  " + workflow.path("failure").path("code").asString("") + ": "
                    + workflow.path("failure").path("message").asString(""));
        }
        for (JsonNode service : workflow.path("services")) {
            addService(lines, service);
        }
        for (JsonNode task : workflow.path("tasks")) {
            if (task.has("approval")) {
                lines.add("  waits for approval of " + text(task, "taskId") + " (" + text(task, "title")
                        + "): agentic workflow approve " + text(workflow, "workflowId"));
            }
        }
        return lines;
    }

    private void addService(List<String> lines, JsonNode service) {
        lines.add("");
        lines.add("  " + screen.paint(Screen.Colour.BOLD, text(service, "name")));
        if (service.has("url")) {
            lines.add("    answers at  " + screen.paint(Screen.Colour.GREEN, text(service, "url")) + "  ("
                    + text(service, "environment") + ", "
                    + service.path("replicas").asInt(0) + " replicas)");
        }
        if (service.has("repository")) {
            lines.add("    repository  " + text(service, "repository"));
        }
    }

    static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
