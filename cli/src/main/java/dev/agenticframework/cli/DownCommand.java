package dev.agenticframework.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `agentic down`: stops the platform and all that it runs. Data stay.
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stop the platform and every service and database that it runs; data stay.")
final class DownCommand implements Callable<Integer> {
    private final Session session;

    DownCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        boolean ran = session.host().stop(session.screen()::note);
        session.screen().line(ran ? "The platform is stopped." : "No platform runs.");
        return ExitCode.OK.code();
    }
}
