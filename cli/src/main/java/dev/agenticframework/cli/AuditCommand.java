package dev.agenticframework.cli;

import static dev.agenticframework.cli.WorkflowView.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `agentic audit`: who changed what.
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "List who changed what, newest first, with refused attempts.",
        footer = {
            "",
            "Example:",
            "  agentic audit --service orders --environment production --since 2026-01-31T00:00:00Z"
        })
final class AuditCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "At or after this time, such as 2026-01-31T09:30:00Z.")
    @Nullable
    String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Before this time.")
    @Nullable
    String until;

    @Option(names = "--who", paramLabel = "NAME", description = "By this user.")
    @Nullable
    String who;

    @Option(names = "--service", paramLabel = "NAME", description = "About this service.")
    @Nullable
    String service;

    @Option(names = "--environment", paramLabel = "NAME", description = "About this environment.")
    @Nullable
    String environment;

    @Option(names = "--operation", paramLabel = "NAME", description = "Of this operation, such as approveTask.")
    @Nullable
    String operation;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "The number of entries, from 1 to 500 (default: ${DEFAULT-VALUE}).")
    int limit = 50;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "The next page, as the last one printed it.")
    @Nullable
    String cursor;

    @Mixin
    JsonOption output = new JsonOption();

    AuditCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonNode page = session.host().identity().audit(query());
        if (output.json) {
            session.screen().line(Json.pretty(page));
            return ExitCode.OK.code();
        }
        var table = new Table("TIME", "WHO", "OPERATION", "ABOUT", "OUTCOME", "CHANGE");
        for (JsonNode entry : page.path("items")) {
            table.row(
                    text(entry, "at"),
                    text(entry, "who"),
                    text(entry, "operation"),
                    about(entry),
                    (text(entry, "outcome") + " " + text(entry, "code")).strip(),
                    details(entry.path("before")) + " -> " + details(entry.path("after")));
        }
        table.lines(session.screen()).forEach(session.screen()::line);
        if (page.path("next").isString()) {
            session.screen().note("There are more: add --cursor " + text(page, "next"));
        }
        return ExitCode.OK.code();
    }

    private Map<String, String> query() {
        var query = new LinkedHashMap<String, String>();
        put(query, "since", since);
        put(query, "until", until);
        put(query, "who", who);
        put(query, "service", service);
        put(query, "environment", environment);
        put(query, "operation", operation);
        put(query, "cursor", cursor);
        query.put("limit", Integer.toString(limit));
        return query;
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }

    /// Such as `wf-12345/t8 orders in production`.
    private static String about(JsonNode entry) {
        String workflow = text(entry, "workflowId");
        String task = text(entry, "taskId");
        String scopes = entry.path("about")
                .valueStream()
                .map(scope -> text(scope, "service")
                        + (text(scope, "environment").isEmpty() ? "" : " in " + text(scope, "environment")))
                .collect(Collectors.joining(", "));
        return (workflow + (task.isEmpty() ? "" : "/" + task) + " " + scopes).strip();
    }

    private static String details(JsonNode details) {
        return details.properties().stream()
                .map(detail -> detail.getKey() + "=" + detail.getValue().asString())
                .collect(Collectors.joining(" "));
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Check that no entry was changed, added or removed. Exits with 1 if one was.")
    int verify(@Mixin JsonOption result) {
        JsonNode verified = session.host().identity().verifyAudit();
        boolean intact = !verified.path("problem").isString();
        if (result.json) {
            session.screen().line(Json.pretty(verified));
        } else if (intact) {
            session.screen()
                    .line("The audit log is intact: entries "
                            + verified.path("first").asString() + " to "
                            + verified.path("last").asString() + ".\n  head  " + text(verified, "head"));
        } else {
            session.screen().line("The audit log is damaged. " + text(verified, "problem"));
        }
        return intact ? ExitCode.OK.code() : ExitCode.FAILED.code();
    }
}
