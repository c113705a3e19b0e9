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

/// `agentic service ...`: manages running services.
@Command(name = "service", mixinStandardHelpOptions = true, description = "Manage running services.")
final class ServiceCommand {
    private static final String NAME = "The name of the service.";
    private static final String ASK = "This deletes the service's database. To confirm, type the name of the service: ";
    private static final String ENVIRONMENT = "The name of the environment.";

    private final Session session;

    ServiceCommand(Session session) {
        this.session = session;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List the running services.")
    int list(@Mixin JsonOption output) {
        return shown(session.api().get("/services"), output);
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Show a service and its instances.")
    int show(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin JsonOption output) {
        JsonNode services = session.api().get("/services/" + WorkflowCommand.encoded(name));
        shown(services, output);
        if (!output.json) {
            for (JsonNode service : services.path("items")) {
                details(service);
            }
        }
        return ExitCode.OK.code();
    }

    private void details(JsonNode service) {
        var screen = session.screen();
        screen.line("");
        screen.line(text(service, "name") + " in " + text(service, "environment"));
        screen.line("  repository  " + text(service, "repository"));
        screen.line("  deployment  " + text(service, "deploymentId") + " of " + text(service, "commit"));
        for (JsonNode resource : service.path("resources")) {
            screen.line("  resource    " + text(resource, "type") + " " + text(resource, "name") + " at "
                    + text(resource, "address"));
        }
        for (JsonNode instance : service.path("instances")) {
            screen.line("  instance    " + text(instance, "id") + ": "
                    + (instance.path("ready").asBoolean() ? "ready" : "not ready") + further(instance));
        }
    }

    /// Platform-specific details of an instance, such as its process and port.
    private static String further(JsonNode instance) {
        return instance.path("details").properties().stream()
                .map(detail -> ", " + detail.getKey() + " " + detail.getValue().asString())
                .collect(Collectors.joining());
    }

    private int shown(JsonNode services, JsonOption output) {
        if (output.json) {
            session.screen().line(Json.pretty(services));
            return ExitCode.OK.code();
        }
        var table = new Table("SERVICE", "ENVIRONMENT", "VERSION", "READY", "URL");
        for (JsonNode service : services.path("items")) {
            table.row(
                    text(service, "name"),
                    text(service, "environment"),
                    text(service, "version"),
                    service.path("readyReplicas").asString() + "/"
                            + service.path("replicas").asString(),
                    text(service, "url"));
        }
        table.lines(session.screen()).forEach(session.screen()::line);
        return ExitCode.OK.code();
    }

    @Command(
            name = "deploy",
            mixinStandardHelpOptions = true,
            description = "Deploy an existing service, and follow the deployment.")
    int deploy(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--environment", required = true, paramLabel = "NAME", description = ENVIRONMENT)
                    String environment,
            @Option(
                            names = "--revision",
                            paramLabel = "REVISION",
                            description = "A branch, tag or commit (default: the tip of main).")
                    @Nullable
                    String version,
            @Option(
                            names = "--strategy",
                            paramLabel = "NAME",
                            description = "The rollout strategy: rolling, blue-green or canary.")
                    @Nullable
                    String strategy,
            @Option(names = "--replicas", paramLabel = "N", description = "The number of replicas, from 1 to 10.")
                    @Nullable
                    Integer replicas,
            @Mixin JsonOption output) {
        var body = new LinkedHashMap<String, Object>();
        body.put("service", name);
        body.put("environment", environment);
        putUnlessNull(body, "version", version);
        putUnlessNull(body, "strategy", strategy);
        putUnlessNull(body, "replicas", replicas);
        return followed(session.api().post("/deploy", body), output);
    }

    @Command(name = "rollback", mixinStandardHelpOptions = true, description = "Restore the previous release.")
    int rollback(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--environment", required = true, paramLabel = "NAME", description = ENVIRONMENT)
                    String environment,
            @Mixin JsonOption output) {
        return followed(session.api().post("/rollback", Map.of("service", name, "environment", environment)), output);
    }

    private int followed(JsonNode started, JsonOption output) {
        var screen = session.screen();
        JsonNode workflow = new Watch(session, output.json).untilSettled(text(started, "workflowId"));
        if (output.json) {
            screen.line(Json.pretty(workflow));
        } else {
            new WorkflowView(session).outcome(workflow).forEach(screen::line);
        }
        return WorkflowCommand.exitCode(workflow);
    }

    private static void putUnlessNull(Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    @Command(name = "logs", mixinStandardHelpOptions = true, description = "Print the last log lines of a service.")
    int logs(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--environment", required = true, paramLabel = "NAME", description = ENVIRONMENT)
                    String environment,
            @Option(
                            names = "--lines",
                            paramLabel = "N",
                            defaultValue = "200",
                            description = "The number of lines, from 1 to 2000 (default: ${DEFAULT-VALUE}).")
                    int lines,
            @Mixin JsonOption output) {
        var query = new LinkedHashMap<String, @Nullable String>();
        query.put("environment", environment);
        query.put("lines", Integer.toString(lines));
        JsonNode page = session.api()
                .get("/services/" + WorkflowCommand.encoded(name) + "/logs" + WorkflowCommand.query(query));
        if (output.json) {
            session.screen().line(Json.pretty(page));
        } else {
            page.path("lines").forEach(line -> session.screen().line(line.asString()));
        }
        return ExitCode.OK.code();
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Stop a service and remove it from an environment. Its repository is kept.")
    int remove(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--environment", required = true, paramLabel = "NAME", description = ENVIRONMENT)
                    String environment,
            @Option(names = "--with-data", description = "Also delete its database. Requires --confirm.")
                    boolean withData,
            @Option(
                            names = "--confirm",
                            paramLabel = "NAME",
                            description = "The name of the service once more, to delete its data.",
                            defaultValue = "")
                    String confirmation,
            @Mixin JsonOption output) {
        var query = new LinkedHashMap<String, @Nullable String>();
        query.put("environment", environment);
        query.put("withData", Boolean.toString(withData));
        if (withData) {
            query.put("confirm", confirmation.isEmpty() ? session.screen().ask(ASK) : confirmation);
        }
        JsonNode removal =
                session.api().delete("/services/" + WorkflowCommand.encoded(name) + WorkflowCommand.query(query));
        return followed(removal, output);
    }
}
