package dev.agenticframework.lab;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `agentic dev ...`: long runs that test and measure the platform.
@Command(
        name = "agentic dev",
        mixinStandardHelpOptions = true,
        description = "Test and measure the platform itself.",
        subcommands = {SimulateCommand.class, TortureCommand.class, DevCommand.Bench.class})
final class DevCommand {
    private static final int HELP_WIDTH = 110;

    /// `agentic dev bench ...`
    @Command(
            name = "bench",
            mixinStandardHelpOptions = true,
            description = "Measure the platform and comparable products.",
            subcommands = EngineBenchCommand.class)
    static final class Bench {}

    /// Runs a command and exits with its code: 0 if all checks passed, 1 if not, 2 for an invalid command line.
    static void main(String... arguments) {
        var line = new CommandLine(new DevCommand()).setUsageHelpWidth(HELP_WIDTH);
        System.exit(line.execute(arguments));
    }
}
