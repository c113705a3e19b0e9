package dev.agenticframework.cli;

import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/// Shows a workflow while it runs: a table that redraws itself in a terminal, one line an event elsewhere.
final class Watch {
    private static final long REDRAW_NANOS = 80_000_000;

    private final Api api;
    private final Screen screen;
    private final boolean quiet;

    /// @param quiet whether the only output is to be the final document: progress then goes to the error stream
    Watch(Api api, Screen screen, boolean quiet) {
        this.api = api;
        this.screen = screen;
        this.quiet = quiet;
    }

    /// Follows it until it ends, or waits for a person.
    ///
    /// @return the workflow as it stands then
    JsonNode untilSettled(String workflowId) {
        var view = new WorkflowView(screen);
        var last = new AtomicReference<>(api.get("/workflows/" + workflowId));
        boolean draws = screen.isTerminal() && !quiet;
        if (draws) {
            screen.redraw(view.tasks(last.get()));
        }
        long[] drawnAt = {System.nanoTime()};
        api.follow(workflowId, event -> {
            if (!draws) {
                tell(event, last.get());
            }
            boolean waits = event.path("type").asString("").equals("approval.requested");
            if (waits || (draws && System.nanoTime() - drawnAt[0] > REDRAW_NANOS)) {
                last.set(api.get("/workflows/" + workflowId));
                drawnAt[0] = System.nanoTime();
                if (draws) {
                    screen.redraw(view.tasks(last.get()));
                }
            }
            return !(waits && last.get().path("status").asString("").equals("waiting_approval"));
        });
        last.set(api.get("/workflows/" + workflowId));
        if (draws) {
            screen.redraw(view.tasks(last.get()));
            screen.settle();
        }
        return last.get();
    }

    private void tell(JsonNode event, JsonNode workflow) {
        String type = event.path("type").asString("");
        if (type.equals("task.ready")) {
            return;
        }
        String task = event.path("taskId").asString("");
        String line = event.path("at").asString("") + " " + type
                + (task.isEmpty() ? "" : " " + task + " " + title(workflow, task)) + detail(event);
        if (quiet) {
            screen.note(line);
        } else {
            screen.line(line);
        }
    }

    private static String title(JsonNode workflow, String taskId) {
        for (JsonNode task : workflow.path("tasks")) {
            if (task.path("taskId").asString("").equals(taskId)) {
                return task.path("title").asString("");
            }
        }
        return "";
    }

    private static String detail(JsonNode event) {
        if (event.has("failure")) {
            return ": " + event.path("failure").path("code").asString("") + " "
                    + event.path("failure").path("message").asString("");
        }
        String summary = event.path("outputs")
                .path("summary")
                .asString(event.path("message").asString(""));
        return summary.isEmpty() ? "" : ": " + summary;
    }
}
