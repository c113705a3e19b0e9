package dev.agenticframework.app;

import dev.agenticframework.testkit.EngineBenchCommand;
import dev.agenticframework.testkit.SimulateCommand;
import dev.agenticframework.testkit.TortureCommand;
import picocli.CommandLine.Command;

/// `agentic dev ...`: the long runs that prove and measure the platform.
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        description = "Prove and measure the platform itself.",
        subcommands = {SimulateCommand.class, TortureCommand.class, DevCommand.Bench.class})
final class DevCommand {

    /// `agentic dev bench ...`
    @Command(
            name = "bench",
            mixinStandardHelpOptions = true,
            description = "Measure beside peers.",
            subcommands = EngineBenchCommand.class)
    static final class Bench {}
}
