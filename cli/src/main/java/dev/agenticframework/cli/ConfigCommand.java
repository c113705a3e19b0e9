package dev.agenticframework.cli;

import static dev.agenticframework.cli.WorkflowView.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `agentic config ...`: the environments and connections of the installation.
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Show and check agentic.yaml, which configures environments and connections.")
final class ConfigCommand {
    private final Session session;

    ConfigCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show the environments and their targets, with all defaults.")
    int show(@Mixin JsonOption output) {
        JsonNode configuration = session.offline().configuration(Optional.empty());
        if (output.json) {
            session.screen().line(Json.pretty(configuration));
        } else {
            configuration.path("environments").forEach(this::show);
            showAccess(configuration.path("access"));
            session.screen().line(source(configuration));
        }
        return ExitCode.OK.code();
    }

    private void show(JsonNode environment) {
        var screen = session.screen();
        screen.line(screen.paint(Screen.Colour.BOLD, text(environment, "name")));
        line("policy", text(environment, "policy"));
        List<String> approvers = environment
                .path("approval")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        line("approval", approvers.isEmpty() ? "not required" : "by " + String.join(", ", approvers));
        line("strategy", text(environment, "strategy"));
        JsonNode slo = environment.path("slo");
        line("objective", "availability " + text(slo, "availability") + ", p99 latency " + text(slo, "latencyP99"));
        environment
                .path("targets")
                .properties()
                .forEach(target -> line(target.getKey(), target.getValue().asString()));
    }

    private void showAccess(JsonNode access) {
        var screen = session.screen();
        if (!access.isObject()) {
            return;
        }
        screen.line(screen.paint(Screen.Colour.BOLD, "access"));
        access.path("teams")
                .properties()
                .forEach(team -> line(
                        "team:" + team.getKey(),
                        texts(team.getValue().path("members")) + "; owns "
                                + texts(team.getValue().path("services"))));
        access.path("grants")
                .forEach(grant -> line(
                        text(grant, "role"),
                        "to " + texts(grant.path("to")) + "; in " + texts(grant.path("environments")) + "; services: "
                                + texts(grant.path("services"))));
    }

    private static String texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }

    private void line(String name, String value) {
        session.screen().line("  %-15s%s".formatted(name, value));
    }

    private static String source(JsonNode configuration) {
        String file = text(configuration, "file");
        return configuration.path("exists").asBoolean()
                ? "Read from " + file
                : "These are the defaults: " + file + " does not exist.";
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Check agentic.yaml, or another file. A running platform reads the file when it starts.")
    int check(
            @Parameters(paramLabel = "FILE", arity = "0..1", description = "The file to check.") @Nullable Path file,
            @Mixin JsonOption output) {
        JsonNode configuration = session.offline().configuration(Optional.ofNullable(file));
        if (output.json) {
            session.screen().line(Json.pretty(configuration));
        } else {
            session.screen().line(text(configuration, "file") + " is valid.");
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "schema",
            mixinStandardHelpOptions = true,
            description = "Print the JSON Schema of agentic.yaml, for editors.")
    int schema() {
        session.screen().line(session.offline().configurationSchema());
        return ExitCode.OK.code();
    }
}
