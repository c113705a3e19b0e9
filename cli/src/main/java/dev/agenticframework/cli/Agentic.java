package dev.agenticframework.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
        description = "Ask for a service in one sentence; it is planned, generated, checked, deployed and watched.",
        footer = {
            "",
            "Exit codes: 0 done; 1 done, and the outcome is bad (a workflow failed, a policy blocks); 2 usage; 3 the request is unclear, a",
            "question was asked; 4 not available here; 5 not found; 6 refused; 69 the platform cannot be reached or failed.",
            "",
            "'agentic dev --help' lists the commands that prove and measure the platform itself.",
            "",
            "Example: agentic new \"Create a new microservice called user-service with REST API, PostgreSQL, and deploy to staging\""
        },
        subcommands = {
            NewCommand.class,
            PlanCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            TokenCommand.class,
            WorkflowCommand.class,
            ServiceCommand.class,
            TemplateCommand.class,
            PolicyCommand.class,
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
        line.setUsageHelpWidth(110);
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
        return told(failure, screen, arguments);
    }

    private static int told(CommandFailure failure, Screen screen, String[] arguments) {
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

    /// A command line that is wrong: what is wrong with it, and where it is described.
    private static int misused(ParameterException wrong, Screen screen, String[] arguments) {
        var command = wrong.getCommandLine();
        boolean group = !command.getSubcommands().isEmpty() && !(wrong instanceof UnmatchedArgumentException);
        if (group) {
            command.usage(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        }
        String name = command.getCommandSpec().qualifiedName();
        String close = wrong instanceof UnmatchedArgumentException unmatched
                ? String.join(
                        " or ", unmatched.getSuggestions().stream().limit(3).toList())
                : "";
        return told(
                new CommandFailure(
                        ExitCode.USAGE,
                        "COMMAND_LINE_INVALID",
                        String.valueOf(wrong.getMessage()).lines().findFirst().orElse("the command line is wrong"),
                        (close.isEmpty() ? "" : "did you mean " + close + "? ") + "see: " + name + " --help"),
                screen,
                arguments);
    }
}
