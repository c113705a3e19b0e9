package dev.agenticframework.app;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.cli.CommandFailure;
import dev.agenticframework.cli.ExitCode;
import dev.agenticframework.httpapi.Metrics;
import dev.agenticframework.runtime.SignalBox;
import dev.agenticframework.runtime.WorkerMessage;
import dev.agenticframework.runtime.WorkerProcess;
import dev.agenticframework.runtimeembedded.WorkerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `agentic worker`: agents in a process of their own.
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description = "Run agents in a process of their own, until it is stopped. It joins the platform of this"
                + " AGENTIC_HOME, whenever that runs, and takes what the platform's own agents would do.",
        footer = {"", "Example: agentic worker codegen policy --slots 4"})
final class WorkerCommand implements Callable<Integer> {
    private static final int DEFAULT_SLOTS = 2;

    private final Installation installation;

    @Parameters(arity = "1..*", paramLabel = "AGENT", description = "codegen, policy")
    private List<String> agents = List.of();

    @Option(names = "--name", description = "Unique among the workers (default: ${DEFAULT-VALUE}).")
    private String name = "worker-" + ProcessHandle.current().pid();

    @Option(names = "--slots", description = "Attempts of each agent at once (default: ${DEFAULT-VALUE}).")
    private int slots = DEFAULT_SLOTS;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    WorkerCommand(Installation installation) {
        this.installation = installation;
    }

    /// Where the platform of a home waits for workers.
    static Path socket(Settings settings) {
        return settings.file("run");
    }

    @Override
    public Integer call() throws InterruptedException {
        var settings = installation.settings();
        var parts = new Parts(settings, Connectors.ALL);
        var here = chosen(parts.agentsThatNeedNoPlatform(parts.connect(new SignalBox())));
        var counts = new HashMap<String, Integer>();
        here.forEach(agent -> counts.put(agent.name(), slots));
        requireValid(counts);
        var metrics = new Metrics();
        try (var telemetry = Telemetry.to(settings.telemetry())) {
            var worker = new WorkerProcess(
                    name,
                    counts,
                    here.stream()
                            .<Agent>map(agent -> new WatchedAgent(agent, metrics, telemetry))
                            .toList(),
                    parts.artifacts(),
                    parts.clock(),
                    () -> WorkerSocket.dial(socket(settings)));
            Runtime.getRuntime().addShutdownHook(new Thread(worker::close));
            var out = spec.commandLine().getOut();
            out.println("Worker '" + name + "' serves the platform in " + settings.home() + " with "
                    + String.join(", ", agents) + "; stop it with Ctrl-C");
            out.flush();
            worker.run();
        }
        return ExitCode.OK.code();
    }

    private List<Agent> chosen(List<Agent> possible) {
        Map<String, Agent> byName = possible.stream().collect(Collectors.toMap(Agent::name, agent -> agent));
        for (String agent : agents) {
            if (!byName.containsKey(agent)) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "AGENT_NOT_APART",
                        "'" + agent + "' does not run in a process of its own",
                        "name some of: " + byName.keySet().stream().sorted().collect(Collectors.joining(", ")));
            }
        }
        return agents.stream().distinct().map(byName::get).toList();
    }

    private void requireValid(Map<String, Integer> counts) {
        try {
            new WorkerMessage.Hello(name, counts, List.of());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "WORKER_INVALID",
                    String.valueOf(e.getMessage()),
                    "choose another --name, or other --slots");
        }
    }
}
