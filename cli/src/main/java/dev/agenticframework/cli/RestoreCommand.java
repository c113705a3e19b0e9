package dev.agenticframework.cli;

import static dev.agenticframework.cli.WorkflowView.text;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `agentic restore`: restores the installation from a backup.
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Restore AGENTIC_HOME from a backup. The platform must be stopped.",
            "",
            "Restore only backups that you trust: they contain commands that the platform runs."
        })
final class RestoreCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The file that 'agentic backup' wrote.")
    Path file = Path.of("");

    @Option(names = "--replace", description = "Move the present content of AGENTIC_HOME aside.")
    boolean replace;

    @Mixin
    JsonOption output = new JsonOption();

    RestoreCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var screen = session.screen();
        var running = session.host().running();
        if (running.isPresent()) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "PLATFORM_RUNNING",
                    "The platform is running at " + running.get().url() + ".",
                    "Stop it first: agentic down");
        }
        var result = session.offline().restore(file, replace, screen::note);
        if (output.json) {
            screen.line(Json.pretty(result));
        } else {
            screen.line("Restored " + text(result, "files") + " files to " + text(result, "home") + ", as of "
                    + text(result, "createdAt") + ".");
            if (!text(result, "replaced").isEmpty()) {
                screen.line("The previous content is in " + text(result, "replaced") + ". Delete it when you do not"
                        + " need it any more.");
            }
            screen.line("Start the platform: agentic up");
        }
        return ExitCode.OK.code();
    }
}
