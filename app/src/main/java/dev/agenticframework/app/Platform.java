package dev.agenticframework.app;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.connect.Connector;
import dev.agenticframework.codegen.CodegenAgent;
import dev.agenticframework.httpapi.ApiPorts;
import dev.agenticframework.httpapi.ApiServer;
import dev.agenticframework.httpapi.Metrics;
import dev.agenticframework.httpapi.wire.Health;
import dev.agenticframework.planner.Planner;
import dev.agenticframework.planner.TaskRules;
import dev.agenticframework.policy.PolicyAgent;
import dev.agenticframework.runtime.DurableWorkflows;
import dev.agenticframework.runtime.RuntimeSettings;
import dev.agenticframework.runtime.SignalBox;
import dev.agenticframework.runtime.StoreException;
import dev.agenticframework.runtimeembedded.EmbeddedWorkflowStore;
import dev.agenticframework.runtimeembedded.LocalEventBus;
import dev.agenticframework.runtimeembedded.WorkerSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The embedded platform: everything in one process, all state in one directory.
///
/// It stops in the reverse order of its start: no new requests, then the workflows (tasks that run are delivered again
/// at the next start), then the connections with the services that they run.
final class Platform implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);
    private static final String HOST = "127.0.0.1";
    /// Measuring reads all folders.
    private static final Duration DISK_VALIDITY = Duration.ofSeconds(10);

    private final Lifetime lifetime;
    private final Runnable look;
    private final ApiPorts ports;
    private final CompletableFuture<String> isolation;
    private @Nullable ApiServer server;

    /// @param look prepares answers for the first request
    private Platform(Lifetime lifetime, Runnable look, ApiPorts ports, CompletableFuture<String> isolation) {
        this.lifetime = lifetime;
        this.look = look;
        this.ports = ports;
        this.isolation = isolation;
    }

    /// Creates and starts it. It answers once it [listens][#listen].
    ///
    /// @param connectors the kinds of systems that environments can use
    /// @param instance a name of this run
    /// @throws FailureException when its state cannot be opened or a setting is not valid, with the reason
    static Platform start(Installation installation, List<Connector> connectors, String instance)
            throws InterruptedException {
        var lifetime = new Lifetime();
        try {
            return start(installation, connectors, instance, lifetime);
        } catch (RuntimeException | InterruptedException | Error e) {
            lifetime.close();
            throw e;
        }
    }

    private static Platform start(
            Installation installation, List<Connector> connectors, String instance, Lifetime lifetime)
            throws InterruptedException {
        var settings = installation.settings();
        var keptFor = Retention.age(settings.environment());
        var parts = new Parts(settings, connectors);
        var metrics = new Metrics();
        var telemetry = Telemetry.to(settings.telemetry());
        lifetime.add(telemetry::close);

        var signals = new SignalBox();
        var connections = parts.connect(signals);
        lifetime.add(connections::close);
        connections.start();
        // The connections have locked the home directory. To know their isolation, they try what the machine offers.
        var isolation = CompletableFuture.supplyAsync(connections::isolation, Thread::startVirtualThread);
        lifetime.add(isolation::join);
        parts.artifacts().removeDrafts();
        var agents = parts.agents(connections);
        var capabilities = Parts.capabilities(agents);
        var templates = parts.templates();
        var surroundings = ConnectedSurroundings.of(connections);
        var planner = new Planner(Catalogs.of(templates), capabilities, parts.environments(), surroundings);
        var events = new LocalEventBus();
        var audit = installation.audit();
        var triggers = new Triggers(planner, audit);
        triggers.follow(events, agents);
        var store = store(settings);
        var workflows = DurableWorkflows.start(
                store,
                events,
                parts.artifacts(),
                parts.clock(),
                settings(Runtime.getRuntime().availableProcessors()),
                new TaskRules(capabilities, parts.environments()),
                agents.stream()
                        .<Agent>map(agent -> new WatchedAgent(agent, metrics, telemetry))
                        .toList(),
                signals);
        lifetime.add(workflows::close);

        triggers.startOn(workflows);
        telemetry.follow(events, workflows);
        workers(settings, workflows).ifPresent(socket -> lifetime.add(socket::close));
        var retention = new Retention(workflows::removeEndedBefore, keptFor);
        retention.start(Retention.PERIOD);
        lifetime.add(retention::close);
        var tidying = new Tidying(
                workflows::references,
                parts.artifacts(),
                List.of(connections::tidy, keep -> parts.waivers().prune(keep.since())),
                parts.clock(),
                keptFor,
                Tidying.retried(settings.environment()));
        tidying.start(Tidying.PERIOD);
        lifetime.add(tidying::close);
        var disk = new Remembered<>(
                new DiskUsage(settings, store, parts.artifacts(), connections::disk, keptFor),
                DISK_VALIDITY,
                System::nanoTime);
        var ports = new ApiPorts(
                installation.tokens(),
                installation.register(),
                parts.configuration().access(),
                audit,
                workflows,
                planner,
                capabilities,
                new ConnectedInstances(connections, connections.instances()),
                connections,
                parts.policies(),
                parts.waivers(),
                new TemplateViews(templates),
                parts.artifacts(),
                metrics,
                telemetry,
                Health.of(instance),
                () -> disk.notOlderThan(DISK_VALIDITY));
        return new Platform(lifetime, () -> surroundings.look(parts.environments()), ports, isolation);
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
                            "Cannot open the workflows in '" + settings.file("workflows") + "': " + e.getMessage(),
                            "Check that no other platform uses the directory and that the disk is writable."),
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
        lifetime.add(fresh::close);
        Thread.startVirtualThread(look);
    }

    /// Where the API answers.
    String url() {
        var listening = server;
        if (listening == null) {
            throw new IllegalStateException("not listening yet");
        }
        return "http://" + HOST + ":" + listening.port();
    }

    /// How well it isolates the code of others. This waits until that is known.
    String isolation() {
        return isolation.join();
    }

    @Override
    public void close() {
        lifetime.close();
    }
}
