package dev.agenticframework.app;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.codegen.CodegenAgent;
import dev.agenticframework.httpapi.ApiPorts;
import dev.agenticframework.httpapi.ApiServer;
import dev.agenticframework.httpapi.Metrics;
import dev.agenticframework.httpapi.wire.Health;
import dev.agenticframework.localpipelines.LocalPipelines;
import dev.agenticframework.localplatform.LocalPlatform;
import dev.agenticframework.planner.Planner;
import dev.agenticframework.policy.PolicyAgent;
import dev.agenticframework.runtime.DurableWorkflows;
import dev.agenticframework.runtime.RuntimeSettings;
import dev.agenticframework.runtime.SignalBox;
import dev.agenticframework.runtime.StoreException;
import dev.agenticframework.runtimeembedded.EmbeddedWorkflowStore;
import dev.agenticframework.runtimeembedded.LocalEventBus;
import dev.agenticframework.runtimeembedded.WorkerSocket;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The embedded platform: everything in one process, all state in one directory.
///
/// It stops in the reverse order of its making: no new requests, then the workflows (what runs is delivered again at
/// the next start), then the services.
final class Platform implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);
    private static final String HOST = "127.0.0.1";

    private final Telemetry telemetry;
    private final LocalPlatform local;
    private final LocalPipelines pipelines;
    private final DurableWorkflows workflows;
    private final Optional<WorkerSocket> workers;
    private final Retention retention;
    private final LocalSurroundings surroundings;
    private final ApiPorts ports;
    private @Nullable ApiServer server;

    private Platform(
            Telemetry telemetry,
            LocalPlatform local,
            LocalPipelines pipelines,
            DurableWorkflows workflows,
            Optional<WorkerSocket> workers,
            Retention retention,
            LocalSurroundings surroundings,
            ApiPorts ports) {
        this.telemetry = telemetry;
        this.local = local;
        this.pipelines = pipelines;
        this.workflows = workflows;
        this.workers = workers;
        this.retention = retention;
        this.surroundings = surroundings;
        this.ports = ports;
    }

    /// Makes and starts it; it answers once it [listens][#listen].
    ///
    /// @param instance a name of this run
    /// @throws FailureException when its state cannot be opened or a setting is not valid, with the reason
    static Platform start(Installation installation, String instance) throws InterruptedException {
        var settings = installation.settings();
        var keptFor = Retention.age(settings.environment());
        var parts = new Parts(settings);
        var environments = Environment.defaults();
        var metrics = new Metrics();
        var telemetry = Telemetry.to(settings.telemetry());

        var signals = new SignalBox();
        var local = parts.localPlatform(signals);
        local.start();
        var pipelines = parts.pipelines(local, signals);
        pipelines.open();
        var agents = parts.agents(local, pipelines, environments);
        var templates = parts.templates();
        var surroundings = LocalSurroundings.of(parts.git(), local.builds());
        var planner = new Planner(Catalogs.of(templates), Parts.capabilities(agents), environments, surroundings);
        var events = new LocalEventBus();
        var triggers = new Triggers(planner);
        triggers.follow(events, agents);
        var workflows = DurableWorkflows.start(
                store(settings),
                events,
                parts.artifacts(),
                parts.clock(),
                settings(Runtime.getRuntime().availableProcessors()),
                agents.stream()
                        .<Agent>map(agent -> new WatchedAgent(agent, metrics, telemetry))
                        .toList(),
                signals);

        triggers.startOn(workflows);
        telemetry.follow(events, workflows);
        var ports = new ApiPorts(
                installation.tokens(),
                workflows,
                planner,
                Parts.capabilities(agents),
                local.instances(),
                parts.git(),
                parts.policies(),
                new TemplateViews(templates),
                parts.artifacts(),
                metrics,
                telemetry,
                Health.of(instance));
        var retention = new Retention(workflows::removeEndedBefore, keptFor);
        retention.start(Retention.PERIOD);
        return new Platform(
                telemetry, local, pipelines, workflows, workers(settings, workflows), retention, surroundings, ports);
    }

    /// A platform that no worker can join still does everything by itself.
    private static Optional<WorkerSocket> workers(Settings settings, DurableWorkflows workflows) {
        try {
            return Optional.of(WorkerSocket.open(WorkerCommand.socket(settings), workflows.remoteWorkers()));
        } catch (IOException e) {
            LOG.warn("Workers in other processes cannot join: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /// Agents that compute take at most half of the machine: the other half answers, and runs what was deployed.
    private static RuntimeSettings settings(int processors) {
        int half = Math.max(1, processors / 2);
        var usual = RuntimeSettings.DEFAULT;
        return new RuntimeSettings(
                usual.tasksPerAgent(),
                Map.of(CodegenAgent.NAME, half, PolicyAgent.NAME, half),
                usual.environmentLimits(),
                usual.maxQueued());
    }

    private static EmbeddedWorkflowStore store(Settings settings) {
        try {
            return EmbeddedWorkflowStore.open(settings.file("workflows"));
        } catch (StoreException e) {
            throw new FailureException(
                    Failure.external(
                            e.code().name(),
                            "the workflows in '" + settings.file("workflows") + "' cannot be opened: " + e.getMessage(),
                            "make sure that no other platform runs there and that the disk can be written"),
                    e);
        }
    }

    /// Begins to answer, on the loopback interface.
    ///
    /// @param port 0 for any free one
    /// @throws FailureException `PORT_IN_USE`
    void listen(int port) {
        var fresh = new ApiServer(ports);
        fresh.start(HOST, port);
        server = fresh;
        Thread.startVirtualThread(surroundings::look);
    }

    /// Where the API answers.
    String url() {
        var listening = server;
        if (listening == null) {
            throw new IllegalStateException("not listening yet");
        }
        return "http://" + HOST + ":" + listening.port();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        retention.close();
        workers.ifPresent(WorkerSocket::close);
        workflows.close();
        pipelines.close();
        local.close();
        telemetry.close();
    }
}
