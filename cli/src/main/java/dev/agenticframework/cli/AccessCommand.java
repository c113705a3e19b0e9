package dev.agenticframework.cli;

import static dev.agenticframework.cli.WorkflowView.text;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `agentic access ...`: who may do what.
@Command(name = "access", mixinStandardHelpOptions = true, description = "Find out who may do what.")
final class AccessCommand {
    private final Session session;

    AccessCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description =
                    "Say whether a user may do something, and which grant of agentic.yaml allows it. Exits with 1 if"
                            + " the user may not.")
    int check(
            @Parameters(paramLabel = "USER", description = "The name of the user, as in the token.") String user,
            @Parameters(
                            paramLabel = "PERMISSION",
                            description = "read, signal, start, steer, approve, waive, operate, audit or administer.")
                    String permission,
            @Option(names = "--service", paramLabel = "NAME", description = "The service (default: all of them).")
                    @Nullable
                    String service,
            @Option(
                            names = "--environment",
                            paramLabel = "NAME",
                            description = "The environment (default: all of them).")
                    @Nullable
                    String environment,
            @Option(names = "--group", paramLabel = "GROUP", description = "A group of the user. Repeatable.") @Nullable
                    List<String> groups,
            @Mixin JsonOption output) {
        JsonNode verdict = session.host()
                .identity()
                .check(
                        user,
                        groups == null ? List.of() : groups,
                        permission,
                        service == null ? "*" : service,
                        environment == null ? "*" : environment);
        boolean allowed = verdict.path("allowed").asBoolean();
        session.screen()
                .line(
                        output.json
                                ? Json.pretty(verdict)
                                : (allowed ? "Allowed. " : "Not allowed. ") + text(verdict, "reason"));
        return allowed ? ExitCode.OK.code() : ExitCode.FAILED.code();
    }
}
