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
import java.util.List;
import java.util.Optional;

/// Reads the parameters in a request's path and query.
final class Query {
    private static final int MAX_TEXT_CHARS = 1_000;
    // The server decodes bytes that are not UTF-8 to this character.
    private static final String NOT_UTF8 = "\uFFFD";
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

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
    ///
    /// @throws FailureException `FIELD_INVALID`
    static Optional<String> text(Context context, String name) {
        List<String> values = context.queryParams(name);
        if (values.size() > 1) {
            throw Json.invalid(name, "is there " + values.size() + " times", "Send it once.");
        }
        var text = values.stream().findFirst().filter(value -> !value.isEmpty());
        text.filter(value -> value.length() > MAX_TEXT_CHARS || value.indexOf('\0') >= 0 || value.contains(NOT_UTF8))
                .ifPresent(value -> {
                    throw Json.invalid(
                            name,
                            "is '" + Text.shown(value) + "'",
                            "Use at most " + MAX_TEXT_CHARS + " characters in UTF-8, and no zero bytes.");
                });
        return text;
    }

    /// A parameter that must be present.
    ///
    /// @throws FailureException `FIELD_INVALID`
    static String required(Context context, String name) {
        return text(context, name).orElseThrow(() -> Json.invalid(name, "is missing", "Add ?" + name + "=VALUE."));
    }

    /// @throws FailureException `FIELD_INVALID`
    static boolean flag(Context context, String name) {
        return switch (text(context, name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            case String other -> throw Json.invalid(name, "is '" + Text.shown(other) + "'", "Use true or false.");
        };
    }

    /// A time from 1970 to 9999: others cannot be compared with the times of workflows.
    ///
    /// @throws FailureException `FIELD_INVALID`
    static Optional<Instant> time(Context context, String name) {
        return text(context, name).map(text -> time(name, text));
    }

    static Instant time(String name, String text) {
        try {
            var time = Instant.parse(text);
            if (!time.isBefore(Instant.EPOCH) && time.isBefore(END_OF_TIME)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // Reported below, like a time that is out of bounds.
        }
        throw Json.invalid(name, "is '" + Text.shown(text) + "'", "Write the time as 2026-01-31T09:30:00Z.");
    }

    static long number(Context context, String name, long min, long max, long otherwise) {
        return text(context, name).map(text -> number(name, text, min, max)).orElse(otherwise);
    }

    static long number(String name, String text, long min, long max) {
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number that is out of bounds.
        }
        throw Json.invalid(name, "is '" + Text.shown(text) + "'", "Use a number from " + min + " to " + max + ".");
    }
}
