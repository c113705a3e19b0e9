package dev.agenticframework.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `agentic up`: starts the platform in the background.
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Start the platform, if it does not run, and what it ran before.")
final class UpCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where the API listens, on the loopback interface (default: 7080 or any free one).")
    int port;

    @Mixin
    JsonOption output = new JsonOption();

    UpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var endpoint = session.host().start(port, session.screen()::note);
        if (output.json) {
            session.screen().line(Json.pretty(StatusCommand.view(session.host(), endpoint)));
        } else {
            session.screen().line("The platform answers at " + endpoint.url() + " (process " + endpoint.pid() + ")");
        }
        return ExitCode.OK.code();
    }
}
