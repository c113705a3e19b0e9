package dev.agenticframework.cli;

import static dev.agenticframework.cli.WorkflowView.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `agentic workflow ...`: looks at workflows and steers them.
@Command(
        name = "workflow",
        mixinStandardHelpOptions = true,
        description = "List, show, watch and steer workflows.",
        subcommands = SignalCommand.class)
final class WorkflowCommand {
    private static final String ID = "The workflow's id, such as wf-12345.";

    private final Session session;

    WorkflowCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List workflows, newest first.")
    int list(
            @Option(names = "--status", paramLabel = "STATUS", description = "Such as in_progress, completed, failed.")
                    @Nullable
                    String status,
            @Option(names = "--service", paramLabel = "NAME", description = "Of this service.") @Nullable
                    String service,
            @Option(names = "--environment", paramLabel = "NAME", description = "In this environment.") @Nullable
                    String environment,
            @Option(
                            names = "--cursor",
                            paramLabel = "CURSOR",
                            description = "The page after: 'next' of the page before.")
                    @Nullable
                    String cursor,
            @Option(names = "--limit", paramLabel = "N", description = "How many (1 to 500).", defaultValue = "50")
                    int limit,
            @Mixin JsonOption output) {
        var query = new LinkedHashMap<String, @Nullable String>();
        query.put("status", status);
        query.put("service", service);
        query.put("environment", environment);
        query.put("cursor", cursor);
        query.put("limit", Integer.toString(limit));
        JsonNode page = session.api().get("/workflows" + query(query));
        if (output.json) {
            session.screen().line(Json.pretty(page));
            return ExitCode.OK.code();
        }
        var view = new WorkflowView(session);
        var table = new Table("", "WORKFLOW", "STATUS", "SERVICE", "ENVIRONMENT", "REQUESTED BY", "CREATED", "TOOK");
        for (JsonNode item : page.path("items")) {
            table.row(
                    view.mark(text(item, "status")),
                    text(item, "workflowId"),
                    text(item, "status"),
                    text(item, "service"),
                    text(item, "environment"),
                    text(item, "requestedBy"),
                    text(item, "createdAt"),
                    text(item, "duration"));
        }
        table.lines(session.screen()).forEach(session.screen()::line);
        if (page.path("next").isString()) {
            session.screen().line("more: agentic workflow list --cursor " + text(page, "next"));
        }
        return ExitCode.OK.code();
    }

    static String query(Map<String, @Nullable String> parameters) {
        var query = new StringBuilder();
        parameters.forEach((name, value) -> {
            if (value != null) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(encoded(value));
            }
        });
        return query.toString();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Show a workflow and its tasks.")
    int show(@Parameters(paramLabel = "ID", description = ID) String id, @Mixin JsonOption output) {
        return shown(session.api().get(path(id)), output);
    }

    @Command(name = "watch", mixinStandardHelpOptions = true, description = "Follow a workflow until it ends.")
    int watch(@Parameters(paramLabel = "ID", description = ID) String id, @Mixin JsonOption output) {
        JsonNode workflow = new Watch(session, output.json).untilSettled(encoded(id));
        if (output.json) {
            session.screen().line(Json.pretty(workflow));
        } else {
            new WorkflowView(session).outcome(workflow).forEach(session.screen()::line);
        }
        return exitCode(workflow);
    }

    @Command(
            name = "history",
            mixinStandardHelpOptions = true,
            description = "Show everything that happened to a workflow.")
    int history(@Parameters(paramLabel = "ID", description = ID) String id, @Mixin JsonOption output) {
        JsonNode page = session.api().get(path(id) + "/history");
        if (output.json) {
            session.screen().line(Json.pretty(page));
            return ExitCode.OK.code();
        }
        page.path("items")
                .forEach(entry -> session.screen()
                        .line(text(entry, "at") + "  " + text(entry, "type") + "  " + text(entry, "taskId") + "  "
                                + text(entry, "message")));
        return ExitCode.OK.code();
    }

    @Command(name = "log", mixinStandardHelpOptions = true, description = "Print what a task wrote.")
    int log(
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Parameters(paramLabel = "TASK", description = "The task's id, such as t4.") String task,
            @Mixin JsonOption output) {
        var api = session.api();
        var all = new ArrayList<String>();
        JsonNode page = api.get(logPath(id, task, 0));
        while (!page.path("lines").isEmpty()) {
            page.path("lines").forEach(line -> all.add(line.asString()));
            if (!output.json) {
                all.forEach(session.screen()::line);
                all.clear();
            }
            page = api.get(logPath(id, task, page.path("next").asLong()));
        }
        if (output.json) {
            session.screen().line(Json.pretty(Map.of("lines", all, "next", all.size())));
        }
        return ExitCode.OK.code();
    }

    private static String logPath(String id, String task, long after) {
        return path(id) + "/tasks/" + encoded(task) + "/log?after=" + after;
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "End a workflow, and undo what can be undone.")
    int cancel(
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for people.", defaultValue = "")
                    String reason,
            @Mixin JsonOption output) {
        shown(session.api().post(path(id) + "/cancel", Map.of("reason", reason)), output);
        return ExitCode.OK.code();
    }

    @Command(name = "pause", mixinStandardHelpOptions = true, description = "Start nothing new until it is resumed.")
    int pause(@Parameters(paramLabel = "ID", description = ID) String id, @Mixin JsonOption output) {
        return shown(session.api().post(path(id) + "/pause", Map.of()), output);
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Go on after a pause.")
    int resume(@Parameters(paramLabel = "ID", description = ID) String id, @Mixin JsonOption output) {
        return shown(session.api().post(path(id) + "/resume", Map.of()), output);
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = "Start a workflow again from what failed, or from a task.")
    int retry(
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--from", paramLabel = "TASK", description = "The task to begin with.") @Nullable
                    String from,
            @Mixin JsonOption output) {
        return shown(session.api().post(path(id) + "/retry", from == null ? Map.of() : Map.of("from", from)), output);
    }

    @Command(name = "approve", mixinStandardHelpOptions = true, description = "Agree to what waits for approval.")
    int approve(
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "TASK",
                            description = "The task; the only one that waits, when absent.")
                    @Nullable
                    String task,
            @Option(names = "--comment", paramLabel = "TEXT", description = "For the record.", defaultValue = "")
                    String comment,
            @Mixin JsonOption output) {
        return vote(id, task, "approve", comment, output);
    }

    @Command(name = "deny", mixinStandardHelpOptions = true, description = "Refuse what waits for approval.")
    int deny(
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "TASK",
                            description = "The task; the only one that waits, when absent.")
                    @Nullable
                    String task,
            @Option(names = "--comment", paramLabel = "TEXT", description = "For the record.", defaultValue = "")
                    String comment,
            @Mixin JsonOption output) {
        return vote(id, task, "deny", comment, output);
    }

    private int vote(String id, @Nullable String taskId, String verb, String comment, JsonOption output) {
        var api = session.api();
        JsonNode workflow = api.get(path(id));
        for (JsonNode task : workflow.path("tasks")) {
            if (task.has("approval") && (taskId == null || taskId.equals(text(task, "taskId")))) {
                String digest = text(task.path("approval"), "digest");
                shown(
                        api.post(
                                path(id) + "/tasks/" + text(task, "taskId") + "/" + verb,
                                Map.of("digest", digest, "comment", comment)),
                        output);
                return ExitCode.OK.code();
            }
        }
        throw new CommandFailure(
                ExitCode.REFUSED,
                "NO_APPROVAL_PENDING",
                "nothing in '" + id + "' waits for an approval",
                "look at it: agentic workflow show " + id);
    }

    @Command(
            name = "dead-letters",
            mixinStandardHelpOptions = true,
            description = "List the tasks that failed for good.")
    int deadLetters(@Mixin JsonOption output) {
        JsonNode page = session.api().get("/dead-letters");
        if (output.json) {
            session.screen().line(Json.pretty(page));
            return ExitCode.OK.code();
        }
        var table = new Table("WORKFLOW", "TASK", "AGENT", "ACTION", "ATTEMPTS", "FAILURE");
        for (JsonNode item : page.path("items")) {
            table.row(
                    text(item, "workflowId"),
                    text(item, "taskId"),
                    text(item, "agent"),
                    text(item, "action"),
                    item.path("attempts").asString(),
                    text(item.path("failure"), "code"));
        }
        table.lines(session.screen()).forEach(session.screen()::line);
        return ExitCode.OK.code();
    }

    private int shown(JsonNode workflow, JsonOption output) {
        var screen = session.screen();
        if (output.json) {
            screen.line(Json.pretty(workflow));
        } else {
            var view = new WorkflowView(session);
            view.tasks(workflow).forEach(screen::line);
            screen.line("");
            view.outcome(workflow).forEach(screen::line);
        }
        return ExitCode.OK.code();
    }

    /// A workflow that ended badly is a bad outcome of the command that waited for it.
    static int exitCode(JsonNode workflow) {
        return switch (text(workflow, "status")) {
            case "failed", "cancelled" -> ExitCode.FAILED.code();
            default -> ExitCode.OK.code();
        };
    }

    static String path(String id) {
        return "/workflows/" + encoded(id);
    }
}
