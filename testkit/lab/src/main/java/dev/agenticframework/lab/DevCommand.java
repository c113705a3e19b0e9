package dev.agenticframework.lab;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `agentic dev ...`: the long runs that prove and measure the platform.
@Command(
        name = "agentic dev",
        mixinStandardHelpOptions = true,
        description = "Prove and measure the platform itself.",
        subcommands = {SimulateCommand.class, TortureCommand.class, DevCommand.Bench.class})
final class DevCommand {
    private static final int HELP_WIDTH = 110;

    /// `agentic dev bench ...`
    @Command(
            name = "bench",
            mixinStandardHelpOptions = true,
            description = "Measure the platform beside its peers.",
            subcommands = EngineBenchCommand.class)
    static final class Bench {}

    /// Runs one command and exits with its code: 0 when everything held, 1 when something did not, 2 for a wrong
    /// command line.
    static void main(String... arguments) {
        var line = new CommandLine(new DevCommand()).setUsageHelpWidth(HELP_WIDTH);
        System.exit(line.execute(arguments));
    }
}
