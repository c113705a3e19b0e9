package dev.agenticframework.app;

import dev.agenticframework.cli.Agentic;
import dev.agenticframework.regocli.RegoCommand;
import java.util.List;

/// The entry point: runs a command, or, with `serve`, the platform.
public final class Main {
    private Main() {}

    /// Runs one command and exits with its code.
    public static void main(String... arguments) {
        var installation = new Installation(Settings.ofProcess());
        int code = switch (arguments.length == 0 ? "" : arguments[0]) {
            case "serve" -> Server.run(installation, List.of(arguments).subList(1, arguments.length));
            case "rehearse" -> Rehearsal.run(installation);
            default -> commandLine(installation, arguments);
        };
        System.exit(code);
    }

    private static int commandLine(Installation installation, String[] arguments) {
        Logs.toNowhere();
        return Agentic.run(installation, moreCommands(installation), arguments);
    }

    private static List<Object> moreCommands(Installation installation) {
        return List.of(new RegoCommand(), new WorkerCommand(installation));
    }
}
