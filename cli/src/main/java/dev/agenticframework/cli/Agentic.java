package dev.agenticframework.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The root command `agentic`.
@Command(
        name = "agentic",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Request a service in one sentence. Agents plan, generate, check, deploy and verify it.",
        footer = {
            "",
            "Example:",
            "  agentic new \"Create a new microservice called user-service with REST API,",
            "               PostgreSQL, and deploy to staging\"",
            "",
            "Exit codes:",
            "   0  The command succeeded.",
            "   1  The result is negative: a workflow failed, or a policy blocks.",
            "   2  The command line or an input file is invalid.",
            "   3  The request is unclear. The output contains a question.",
            "   4  The request needs something that is not available here.",
            "   5  The named item does not exist.",
            "   6  The request was refused.",
            "  69  The platform failed, did not start, or cannot be reached.",
            "",
            "To list the commands that test and measure the platform itself, run",
            "'agentic dev --help'."
        },
        subcommands = {
            NewCommand.class,
            PlanCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            TokenCommand.class,
            AccessCommand.class,
            AuditCommand.class,
            WorkflowCommand.class,
            ServiceCommand.class,
            TemplateCommand.class,
            PolicyCommand.class,
            WaiverCommand.class,
            ConfigCommand.class,
            AutoComplete.GenerateCompletion.class,
            CommandLine.HelpCommand.class
        })
public final class Agentic {
    private Agentic() {}

    /// Runs one command line.
    ///
    /// @param host the installation
    /// @param more further commands, such as `rego`
    /// @return the exit code
    public static int run(Host host, List<Object> more, String... arguments) {
        return run(host, Screen.ofProcess(), more, arguments);
    }

    static int run(Host host, Screen screen, List<Object> more, String... arguments) {
        var line = new CommandLine(new Agentic(), new Commands(new Session(host, screen)));
        more.forEach(line::addSubcommand);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(screen.helpWidth());
        line.setExecutionExceptionHandler((thrown, _, _) -> failed(thrown, screen, arguments));
        line.setParameterExceptionHandler((wrong, _) -> misused(wrong, screen, arguments));
        line.setExitCodeExceptionMapper(_ -> ExitCode.PLATFORM.code());
        if (arguments.length == 0) {
            line.usage(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
            return ExitCode.USAGE.code();
        }
        return line.execute(arguments);
    }

    private static int failed(Exception thrown, Screen screen, String[] arguments) throws Exception {
        if (!(thrown instanceof CommandFailure failure)) {
            throw thrown;
        }
        return report(failure, screen, arguments);
    }

    private static int report(CommandFailure failure, Screen screen, String[] arguments) {
        screen.fail(failure);
        var problem = failure.problem();
        if (problem != null && problem.has("questions")) {
            new PlanView(screen).explain(problem).forEach(screen::note);
        }
        if (List.of(arguments).contains("--json")) {
            screen.line(Json.pretty(problem == null ? failure.view() : problem));
        }
        return failure.exit().code();
    }

    /// Reports an invalid command line, and names the help that describes it.
    private static int misused(ParameterException wrong, Screen screen, String[] arguments) {
        var command = wrong.getCommandLine();
        boolean group = !command.getSubcommands().isEmpty()
                && !(command.getCommand() instanceof Callable<?>)
                && !(wrong instanceof UnmatchedArgumentException);
        if (group) {
            command.usage(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        }
        String name = command.getCommandSpec().qualifiedName();
        String close = wrong instanceof UnmatchedArgumentException unmatched
                ? String.join(
                        " or ", unmatched.getSuggestions().stream().limit(3).toList())
                : "";
        return report(
                new CommandFailure(
                        ExitCode.USAGE,
                        "COMMAND_LINE_INVALID",
                        String.valueOf(wrong.getMessage()).lines().findFirst().orElse("The command line is invalid."),
                        (close.isEmpty() ? "" : "Did you mean " + close + "? ") + "Show the help: " + name + " --help"),
                screen,
                arguments);
    }
}
