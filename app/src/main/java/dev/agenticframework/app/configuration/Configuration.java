package dev.agenticframework.app.configuration;

import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.Json;
import dev.agenticframework.agentapi.Port;
import dev.agenticframework.agentapi.TargetNames;
import dev.agenticframework.agentapi.access.Access;
import dev.agenticframework.agentapi.connect.Connector;
import java.util.List;
import java.util.Optional;

/// The configuration of an installation.
///
/// @param connections those that exist without configuration first
/// @param access who may do what
public record Configuration(Environments environments, List<ConnectionSettings> connections, Access access) {
    private static final Json NO_SETTINGS = new Json("{}");

    public Configuration {
        connections = List.copyOf(connections);
    }

    /// A connection.
    ///
    /// @param name unique
    /// @param settings valid for the connector
    /// @param directory for its state, below the home directory
    public record ConnectionSettings(String name, Connector connector, Json settings, String directory) {}

    /// The configuration without a file.
    public static Configuration defaults(List<Connector> connectors) {
        return new Configuration(Environments.defaults(), builtIn(connectors), Access.OPEN);
    }

    /// The name of the connection that does a job.
    public String connection(TargetNames names, Port port) {
        return names.of(port)
                .orElseGet(() -> connections.stream()
                        .filter(one -> one.connector().builtIn().isPresent())
                        .filter(one -> one.connector().ports().contains(port))
                        .map(ConnectionSettings::name)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("nothing on this machine does " + port)));
    }

    static List<ConnectionSettings> builtIn(List<Connector> connectors) {
        return connectors.stream()
                .flatMap(connector -> builtIn(connector).stream())
                .toList();
    }

    private static Optional<ConnectionSettings> builtIn(Connector connector) {
        return connector
                .builtIn()
                .map(directory -> new ConnectionSettings(connector.type(), connector, NO_SETTINGS, directory));
    }
}
