package dev.agenticframework.cli;

import static dev.agenticframework.cli.WorkflowView.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `agentic waiver ...`: findings of policies that repositories ask to accept for a time.
@Command(
        name = "waiver",
        mixinStandardHelpOptions = true,
        description = "List and approve the waivers that repositories request in .agentic/waivers.yaml.")
final class WaiverCommand {
    private static final String ID = "The id of the waiver.";

    private final Session session;

    WaiverCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the waivers that policy checks have met, oldest first.")
    int list(
            @Option(names = "--service", paramLabel = "NAME", description = "Of this service.") @Nullable
                    String service,
            @Mixin JsonOption output) {
        var query = new LinkedHashMap<String, @Nullable String>();
        query.put("service", service);
        JsonNode waivers = session.api().get("/waivers" + WorkflowCommand.query(query));
        if (output.json) {
            session.screen().line(Json.pretty(waivers));
            return ExitCode.OK.code();
        }
        var table = new Table("ID", "SERVICE", "RULE", "PATHS", "EXPIRES", "APPROVED BY", "STATEMENT");
        for (JsonNode waiver : waivers.path("items")) {
            table.row(
                    text(waiver, "waiverId"),
                    text(waiver, "service"),
                    text(waiver, "rule"),
                    paths(waiver),
                    text(waiver, "expires"),
                    waiver.has("approvedBy") ? text(waiver, "approvedBy") : "-",
                    text(waiver, "statement"));
        }
        table.lines(session.screen()).forEach(session.screen()::line);
        return ExitCode.OK.code();
    }

    private static String paths(JsonNode waiver) {
        return waiver.path("paths").isEmpty()
                ? "all files"
                : waiver.path("paths").valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Approve a waiver, so that its findings no longer block. It counts from the next policy check"
                    + " on, in every environment.")
    int approve(@Parameters(paramLabel = "ID", description = ID) String id, @Mixin JsonOption output) {
        JsonNode waiver = session.api().post(path(id) + "/approve", Map.of());
        session.screen()
                .line(
                        output.json
                                ? Json.pretty(waiver)
                                : text(waiver, "service") + " may violate " + text(waiver, "rule") + " in "
                                        + paths(waiver) + " until " + text(waiver, "expires") + ", approved by "
                                        + text(waiver, "approvedBy") + ": " + text(waiver, "statement"));
        return ExitCode.OK.code();
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description =
                    "Decline a waiver, or withdraw its approval. A policy check that meets it again lists it again.")
    int revoke(@Parameters(paramLabel = "ID", description = ID) String id, @Mixin JsonOption output) {
        session.api().delete(path(id));
        session.screen()
                .line(
                        output.json
                                ? Json.pretty(Map.of("waiverId", id, "revoked", true))
                                : "Revoked the waiver " + id + ".");
        return ExitCode.OK.code();
    }

    private static String path(String id) {
        return "/waivers/" + WorkflowCommand.encoded(id);
    }
}
