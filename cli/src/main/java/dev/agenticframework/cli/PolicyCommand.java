package dev.agenticframework.cli;

import static dev.agenticframework.cli.WorkflowView.text;

import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `agentic policy ...`: checks files against the policies, and tests the policies.
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Check files against the policies, and test the policies.")
final class PolicyCommand {

    /// Which findings block.
    enum Mode {
        ADVISORY,
        ENFORCED,
        STRICT
    }

    private final Session session;

    PolicyCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Check the files of a directory against the policies.")
    int check(
            @Parameters(paramLabel = "DIR", description = "The directory to check.") Path directory,
            @Option(
                            names = "--mode",
                            paramLabel = "MODE",
                            defaultValue = "ENFORCED",
                            description =
                                    "Which findings block: none (advisory), high and critical ones (enforced, the default), or all (strict).")
                    Mode mode,
            @Mixin JsonOption output) {
        JsonNode answer = session.offline().checkPolicies(directory, mode.name().toLowerCase(Locale.ROOT));
        if (output.json) {
            session.screen().line(Json.pretty(answer));
        } else {
            answer.path("violations").forEach(this::show);
            session.screen()
                    .line(answer.path("violations").size() + " findings, decision: " + text(answer, "decision"));
        }
        return text(answer, "decision").equals("block") ? ExitCode.FAILED.code() : ExitCode.OK.code();
    }

    private void show(JsonNode violation) {
        var screen = session.screen();
        String severity = text(violation, "severity");
        var colour = severity.equals("critical") || severity.equals("high") ? Screen.Colour.RED : Screen.Colour.YELLOW;
        screen.line(screen.paint(colour, severity) + "  " + text(violation, "file") + ":"
                + violation.path("line").asString() + "  " + text(violation, "message") + "  ["
                + text(violation, "rule") + "]");
        screen.line("        " + screen.paint(Screen.Colour.DIM, text(violation, "remedy")));
        if (violation.has("waiver")) {
            screen.line("        waived: " + text(violation, "waiver"));
        }
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "Run the tests of the policy packs in a folder.")
    int test(
            @Parameters(
                            paramLabel = "DIR",
                            arity = "0..1",
                            defaultValue = "policies",
                            description = "The folder of packs (default: ${DEFAULT-VALUE}).")
                    Path folder,
            @Mixin JsonOption output) {
        JsonNode answer = session.offline().testPolicies(folder);
        if (output.json) {
            session.screen().line(Json.pretty(answer));
        } else {
            answer.path("failures").forEach(failure -> session.screen().line("✗ " + failure.asString()));
            session.screen()
                    .line(answer.path("passed").asString() + " passed, "
                            + answer.path("failed").asString() + " failed");
        }
        return answer.path("failed").asInt() == 0 ? ExitCode.OK.code() : ExitCode.FAILED.code();
    }
}
