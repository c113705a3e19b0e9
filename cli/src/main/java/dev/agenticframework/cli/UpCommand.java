package dev.agenticframework.cli;

import static dev.agenticframework.cli.WorkflowView.text;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `agentic up`: starts the platform in the background.
@Command(name = "up", mixinStandardHelpOptions = true, description = "Start the platform and its services.")
final class UpCommand implements Callable<Integer> {
    private static final Duration SERVICES_TIMEOUT = Duration.ofSeconds(60);
    private static final int MAX_PORT = 65_535;
    private static final Duration POLL = Duration.ofMillis(100);

    private final Session session;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port of the API on 127.0.0.1 (default: 7080 or any free port).")
    int port;

    @Option(names = "--no-wait", description = "Do not wait until the services are ready.")
    boolean noWait;

    @Mixin
    JsonOption output = new JsonOption();

    UpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > MAX_PORT) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "PORT_INVALID",
                    "'" + port + "' is not a valid port.",
                    "Use 1 to " + MAX_PORT + ".");
        }
        var endpoint = session.host().start(port, session.screen()::note);
        if (port != 0 && URI.create(endpoint.url()).getPort() != port) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "ALREADY_RUNNING",
                    "The platform is already running at " + endpoint.url() + ".",
                    "Use this address, or stop the platform first: agentic down");
        }
        if (!noWait) {
            awaitServices(session.api(endpoint));
        }
        if (output.json) {
            session.screen().line(Json.pretty(StatusCommand.view(session.host(), endpoint)));
        } else {
            session.screen()
                    .line("The platform is running at " + endpoint.url() + " (process " + endpoint.pid() + ").");
        }
        return ExitCode.OK.code();
    }

    private void awaitServices(Api api) {
        long deadline = System.nanoTime() + SERVICES_TIMEOUT.toNanos();
        var waiting = unready(api);
        waiting.forEach(service -> session.screen().note("Starting " + name(service) + " ..."));
        while (!waiting.isEmpty() && System.nanoTime() < deadline && slept()) {
            waiting = unready(api);
        }
        waiting.forEach(service -> session.screen()
                .note(name(service) + " is not ready yet. Read its logs: agentic service logs " + text(service, "name")
                        + " --environment " + text(service, "environment")));
    }

    private static List<JsonNode> unready(Api api) {
        return api.get("/services")
                .path("items")
                .valueStream()
                .filter(service -> service.path("readyReplicas").asInt()
                        < service.path("replicas").asInt())
                .toList();
    }

    private static String name(JsonNode service) {
        return text(service, "name") + " in " + text(service, "environment");
    }

    private static boolean slept() {
        try {
            Thread.sleep(POLL);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
