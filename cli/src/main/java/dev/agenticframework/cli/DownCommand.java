package dev.agenticframework.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `agentic down`: stops the platform and its services. Keeps their data.
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stop the platform, its services and databases. Data is kept.")
final class DownCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    JsonOption output = new JsonOption();

    DownCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        boolean ran = session.host().stop(session.screen()::note);
        session.screen()
                .line(
                        output.json
                                ? Json.pretty(Map.of("running", false, "stopped", ran))
                                : ran ? "The platform has stopped." : "No platform is running.");
        return ExitCode.OK.code();
    }
}
