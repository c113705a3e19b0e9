package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.engine.TaskId;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.httpapi.wire.Json;
import dev.agenticframework.httpapi.wire.Text;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Reads the parameters in a request's path and query.
final class Query {
    private Query() {}

    static WorkflowId workflow(Context context) {
        String text = context.pathParam("workflowId");
        return WorkflowId.parse(text)
                .orElseThrow(() -> new FailureException(Failure.notFound(
                        "WORKFLOW_NOT_FOUND",
                        "No workflow has the id '" + Text.shown(text) + "'.",
                        "List the workflows: agentic workflow list")));
    }

    static TaskId task(Context context) {
        return taskId(context.pathParam("taskId"));
    }

    static TaskId taskId(String text) {
        try {
            return new TaskId(text);
        } catch (IllegalArgumentException e) {
            throw taskNotFound(text);
        }
    }

    static FailureException taskNotFound(String text) {
        return new FailureException(Failure.notFound(
                "TASK_NOT_FOUND",
                "No task has the id '" + Text.shown(text) + "'.",
                "List the workflow's tasks: agentic workflow show ID"));
    }

    /// A parameter that may be absent; an empty one counts as absent.
    static Optional<String> text(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).filter(text -> !text.isEmpty());
    }

    static Optional<Instant> time(Context context, String name) {
        return text(context, name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw Json.invalid(name, "is '" + Text.shown(text) + "'", "Write the time as 2026-01-31T09:30:00Z.");
            }
        });
    }

    static long number(Context context, String name, long min, long max, long otherwise) {
        var text = text(context, name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number that is out of bounds.
        }
        throw Json.invalid(
                name, "is '" + Text.shown(text.get()) + "'", "Use a number from " + min + " to " + max + ".");
    }
}
