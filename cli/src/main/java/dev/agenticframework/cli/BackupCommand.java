package dev.agenticframework.cli;

import static dev.agenticframework.cli.WorkflowView.text;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `agentic backup`: copies the installation into one file.
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Copy AGENTIC_HOME into one file, while the platform works or is stopped.",
            "",
            "The file contains databases, repositories, workflows, builds, and also the keys and secrets of the",
            "installation. Keep it as safe as AGENTIC_HOME itself."
        })
final class BackupCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "The file to write, such as agentic.tar.gz.")
    Path file = Path.of("");

    @Option(names = "--replace", description = "Replace the file if it exists.")
    boolean replace;

    @Mixin
    JsonOption output = new JsonOption();

    BackupCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var screen = session.screen();
        var result = session.offline().backUp(file, replace, screen::note);
        if (output.json) {
            screen.line(Json.pretty(result));
        } else {
            screen.line("Backed up " + text(result, "files") + " files to " + text(result, "file") + " ("
                    + (result.path("archiveBytes").asLong() >> 20) + " MiB).");
            screen.line(
                    result.path("secretKey").asBoolean()
                            ? "It contains the keys and secrets of the installation. Keep it safe."
                            : "It does not contain AGENTIC_SECRET_KEY. Without this key its secrets cannot be read.");
        }
        return ExitCode.OK.code();
    }
}
