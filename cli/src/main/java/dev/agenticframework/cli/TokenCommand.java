package dev.agenticframework.cli;

import static dev.agenticframework.cli.WorkflowView.text;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `agentic token ...`: tokens for the API.
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Print a token for the HTTP API, and manage the tokens of service accounts.",
        footer = {
            "",
            "Example:",
            "  curl -H \"Authorization: Bearer $(agentic token)\" \\",
            "      http://127.0.0.1:7080/workflows",
            "  agentic token create --service-account ci --group developer --expires 30d"
        })
final class TokenCommand implements Callable<Integer> {
    private static final int MAX_HOURS = 24 * 90;
    private static final String GROUP = "A group of the user: admin, operator, approver, developer, signaller or"
            + " viewer, or any other group, such as one of approvers.";

    private final Session session;

    @Option(names = "--subject", paramLabel = "NAME", description = "The user of the token (default: you).")
    @Nullable
    String subject;

    @Option(names = "--group", paramLabel = "GROUP", description = GROUP + " Repeatable (default: admin).")
    Set<String> groups = Set.of("admin");

    @Option(
            names = "--hours",
            paramLabel = "N",
            description = "The validity in hours, from 1 to 2160 (default: ${DEFAULT-VALUE}).",
            defaultValue = "24")
    int hours = 24;

    @Mixin
    JsonOption output = new JsonOption();

    TokenCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (hours < 1 || hours > MAX_HOURS) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "HOURS_INVALID",
                    "A token cannot be valid for " + hours + " hours.",
                    "Use 1 to " + MAX_HOURS + ".");
        }
        String speaker = subject == null ? Session.user() : subject;
        JsonNode issued = session.host().identity().issue(speaker, groups, Duration.ofHours(hours), Session.user());
        String token = text(issued, "token");
        if (issued.has("note")) {
            session.screen().note(text(issued, "note"));
        }
        session.screen().line(output.json ? Json.pretty(view(token, text(issued, "id"), speaker)) : token);
        return ExitCode.OK.code();
    }

    private Map<String, Object> view(String token, String id, String speaker) {
        var view = new LinkedHashMap<String, Object>();
        view.put("token", token);
        view.put("id", id);
        view.put("subject", speaker);
        view.put("groups", new TreeSet<>(groups));
        view.put("hours", hours);
        return view;
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Issue a token to a service account, such as a pipeline or a webhook, and print it once.")
    int create(
            @Option(
                            names = "--service-account",
                            required = true,
                            paramLabel = "NAME",
                            description = "The name of the service account. Its subject is service:NAME.")
                    String account,
            @Option(names = "--group", required = true, paramLabel = "GROUP", description = GROUP + " Repeatable.")
                    Set<String> groupsOfAccount,
            @Option(
                            names = "--expires",
                            paramLabel = "TIME",
                            defaultValue = "30d",
                            description = "The validity in hours or days, such as 12h or 90d; at most 366d"
                                    + " (default: ${DEFAULT-VALUE}).")
                    String expires,
            @Mixin JsonOption result) {
        JsonNode issued = session.host()
                .identity()
                .issueToAccount(account, groupsOfAccount, Validity.of(expires), Session.user());
        if (!result.json) {
            session.screen()
                    .note("The token " + text(issued, "id") + " of " + text(issued, "subject") + " is valid until "
                            + text(issued, "expiresAt") + ". It is not shown again.");
        }
        session.screen().line(result.json ? Json.pretty(issued) : text(issued, "token"));
        return ExitCode.OK.code();
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the tokens of service accounts that have not expired.")
    int list(@Mixin JsonOption result) {
        JsonNode tokens = session.host().identity().tokens();
        if (result.json) {
            session.screen().line(Json.pretty(tokens));
            return ExitCode.OK.code();
        }
        var table = new Table("ID", "SUBJECT", "GROUPS", "EXPIRES", "ISSUED BY", "STATUS");
        for (JsonNode token : tokens.path("items")) {
            table.row(
                    text(token, "id"),
                    text(token, "subject"),
                    String.join(
                            ", ",
                            token.path("groups")
                                    .valueStream()
                                    .map(JsonNode::asString)
                                    .toList()),
                    text(token, "expiresAt"),
                    text(token, "issuedBy"),
                    token.path("revoked").asBoolean() ? "revoked" : "valid");
        }
        table.lines(session.screen()).forEach(session.screen()::line);
        return ExitCode.OK.code();
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Revoke a token at once, or all tokens of a subject that were issued until now.")
    int revoke(
            @Parameters(paramLabel = "ID", arity = "0..1", description = "The id of the token.") @Nullable String id,
            @Option(names = "--subject", paramLabel = "NAME", description = "Revoke all tokens of this subject.")
                    @Nullable
                    String revokedSubject,
            @Mixin JsonOption result) {
        if ((id == null) == (revokedSubject == null)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "COMMAND_LINE_INVALID",
                    "Name either the id of a token or a subject.",
                    "Show the help: agentic token revoke --help");
        }
        var identity = session.host().identity();
        if (id == null) {
            identity.revokeSubject(String.valueOf(revokedSubject), Session.user());
        } else {
            identity.revoke(id, Session.user());
        }
        String what = id == null ? "all tokens of " + revokedSubject : "the token " + id;
        session.screen().line(result.json ? Json.pretty(Map.of("revoked", what)) : "Revoked " + what + ".");
        return ExitCode.OK.code();
    }
}
