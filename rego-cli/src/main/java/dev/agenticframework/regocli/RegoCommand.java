package dev.agenticframework.regocli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `agentic rego`: evaluates, tests, checks and formats Rego.
@Command(
        name = "rego",
        mixinStandardHelpOptions = true,
        description = "Evaluate, test, check and format Rego policies.",
        subcommands = {
            EvalCommand.class,
            TestCommand.class,
            CheckCommand.class,
            FmtCommand.class,
            BenchCommand.class,
            ConformanceCommand.class
        },
        footer = {
            "",
            "Exit codes:",
            "  0  The command succeeded.",
            "  1  The result is negative: a test, the formatting or a --fail condition.",
            "  2  An invalid command line, an unreadable file, or an error in a policy or its",
            "     evaluation."
        })
public final class RegoCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /// Runs the commands as a program of their own.
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /// Runs one command line, and returns its exit code.
    public static int run(String... arguments) {
        return new CommandLine(new RegoCommand()).execute(arguments);
    }

    @Override
    public void run() {
        spec.commandLine().usage(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    }
}
