package dev.agenticframework.app;

import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Instances;
import dev.agenticframework.agentapi.JobServices;
import dev.agenticframework.agentapi.Port;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.Sources;
import dev.agenticframework.agentapi.Target;
import dev.agenticframework.agentapi.TargetNames;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.connect.Connection;
import dev.agenticframework.agentapi.connect.ConnectorHost;
import dev.agenticframework.agentapi.connect.DiskUse;
import dev.agenticframework.agentapi.connect.Keep;
import dev.agenticframework.agentapi.connect.LiveState;
import dev.agenticframework.app.configuration.Configuration;
import dev.agenticframework.app.configuration.Configuration.ConnectionSettings;
import dev.agenticframework.app.configuration.ConfigurationFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The open connections of an installation, which do the jobs of its environments.
final class Connections implements Targets, AutoCloseable {
    private final Configuration configuration;
    private final Map<String, Connection> byName = new LinkedHashMap<>();
    private final List<JobServices> lenders = new ArrayList<>();
    private final List<Connection> started = new ArrayList<>();

    /// Makes what the platform gives to a connection.
    interface Hosts {
        /// Makes it for one connection.
        ///
        /// @param directory for the state of the connection, below the home directory
        /// @param jobServices the servers of all connections
        ConnectorHost host(String directory, Sources sources, JobServices jobServices);
    }

    private Connections(Configuration configuration) {
        this.configuration = configuration;
    }

    /// Opens all connections, and starts none of them.
    static Connections open(Configuration configuration, Hosts hosts) {
        var connections = new Connections(configuration);
        configuration.connections().forEach(settings -> connections.open(settings, hosts));
        return connections;
    }

    private void open(ConnectionSettings settings, Hosts hosts) {
        var host = hosts.host(settings.directory(), this::sourceControl, JobServices.of(lenders));
        var connection = settings.connector().open(settings.settings(), host);
        byName.put(settings.name(), connection);
        connection.jobServices().ifPresent(lenders::add);
    }

    /// Starts all connections. If one cannot start, [#close] stops the others.
    void start() throws InterruptedException {
        for (Connection connection : byName.values()) {
            started.add(connection);
            connection.start();
        }
    }

    /// Stops what a platform that was killed left running.
    ///
    /// @param progress receives a line before something stops
    /// @return whether there was anything to stop
    boolean clear(Consumer<String> progress) throws InterruptedException {
        boolean any = false;
        for (Connection connection : byName.values()) {
            any |= connection.clear(progress);
        }
        return any;
    }

    /// What is copied in a way of its own.
    List<LiveState> liveStates() {
        return byName.values().stream()
                .flatMap(connection -> connection.liveState().stream())
                .toList();
    }

    /// Removes what nothing needs any more.
    void tidy(Keep keep) throws InterruptedException {
        for (Connection connection : byName.values()) {
            connection.tidy(keep);
        }
    }

    /// The space that the data of all connections take.
    List<DiskUse> disk() {
        return byName.values().stream()
                .flatMap(connection -> connection.disk().stream())
                .toList();
    }

    /// Stops those that were started, the last one first.
    @Override
    public void close() {
        started.reversed().forEach(Connection::close);
        started.clear();
    }

    @Override
    public Target of(String environment) {
        var environments = configuration.environments();
        return of(
                environment.isEmpty()
                        ? environments.first().targets()
                        : environments
                                .find(environment)
                                .map(Environment::targets)
                                .orElse(TargetNames.LOCAL));
    }

    @Override
    public Target of(TargetNames names) {
        var runs = connection(names, Port.ROLLOUTS);
        return new Target(
                configuration.connection(names, Port.SOURCE_CONTROL),
                adapter(connection(names, Port.SOURCE_CONTROL).sourceControl(), Port.SOURCE_CONTROL),
                adapter(connection(names, Port.PIPELINES).pipelines(), Port.PIPELINES),
                adapter(connection(names, Port.BUILDS).builds(), Port.BUILDS),
                adapter(connection(names, Port.PROVISIONING).provisioning(), Port.PROVISIONING),
                adapter(runs.rollouts(), Port.ROLLOUTS),
                adapter(runs.instances(), Port.ROLLOUTS),
                adapter(connection(names, Port.METRICS).traffic(), Port.METRICS));
    }

    /// The instances of all connections.
    List<Instances> instances() {
        return byName.values().stream()
                .flatMap(connection -> connection.instances().stream())
                .toList();
    }

    /// The weakest isolation of the connections that run the code of others here, or `unavailable`.
    String isolation() {
        var levels = byName.values().stream()
                .flatMap(connection -> connection.isolation().stream())
                .collect(Collectors.toSet());
        return Stream.of("none", "unavailable", "users")
                .filter(levels::contains)
                .findFirst()
                .orElse("namespaces");
    }

    private Connection connection(TargetNames names, Port port) {
        return find(configuration.connection(names, port));
    }

    private SourceControl sourceControl(String connection) {
        return adapter(find(connection).sourceControl(), Port.SOURCE_CONTROL);
    }

    private Connection find(String name) {
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> new FailureException(Failure.conflict(
                        "CONNECTION_UNKNOWN",
                        "The workflow uses the connection '" + name + "', which is no longer configured.",
                        "Add the connection to " + ConfigurationFile.NAME + " again, or cancel the workflow.")));
    }

    /// A connector declares its ports, so its connections have adapters for them.
    private static <T> T adapter(Optional<T> adapter, Port port) {
        return adapter.orElseThrow(() -> new IllegalStateException("the connection has no adapter for " + port));
    }
}
