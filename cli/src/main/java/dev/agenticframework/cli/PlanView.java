package dev.agenticframework.cli;

import static dev.agenticframework.cli.WorkflowView.text;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Formats a plan, or the question that replaces it, as text.
final class PlanView {
    private final Screen screen;

    PlanView(Screen screen) {
        this.screen = screen;
    }

    List<String> plan(JsonNode plan) {
        var lines = new ArrayList<String>();
        for (JsonNode service : plan.path("services")) {
            lines.add(screen.paint(Screen.Colour.BOLD, text(service, "action") + " " + text(service, "name")) + "  "
                    + fields(service));
        }
        var table = new Table("TASK", "AGENT", "ACTION", "AFTER", "WHAT");
        for (JsonNode task : plan.path("tasks")) {
            table.row(
                    text(task, "taskId"),
                    text(task, "agent"),
                    text(task, "action"),
                    joined(",", task.path("dependsOn")),
                    text(task, "title"));
        }
        if (!table.isEmpty()) {
            lines.addAll(table.lines(screen));
        }
        return lines;
    }

    private static String fields(JsonNode service) {
        var words = new ArrayList<String>();
        var defaults =
                service.path("defaults").valueStream().map(JsonNode::asString).toList();
        for (var field : service.properties()) {
            boolean shown = !List.of("action", "name", "defaults").contains(field.getKey());
            if (shown
                    && !field.getValue().isNull()
                    && !(field.getValue().isArray() && field.getValue().isEmpty())) {
                String value = field.getValue().isValueNode()
                        ? field.getValue().asString()
                        : field.getValue().toString();
                words.add(field.getKey() + "=" + value + (defaults.contains(field.getKey()) ? " (default)" : ""));
            }
        }
        return String.join(", ", words);
    }

    private static String joined(String separator, JsonNode names) {
        return String.join(
                separator, names.valueStream().map(JsonNode::asString).toList());
    }

    /// What the planner understood, what it did not, and its questions.
    List<String> explain(JsonNode answer) {
        var lines = new ArrayList<String>();
        for (JsonNode service : answer.path("services")) {
            lines.add(
                    "  understood: " + text(service, "action") + " " + text(service, "name") + "  " + fields(service));
        }
        if (!answer.path("unexplained").isEmpty()) {
            lines.add("  not understood: " + joined(", ", answer.path("unexplained")));
        }
        answer.path("questions").forEach(question -> lines.add("  " + question.asString()));
        return lines;
    }
}
