package dev.agenticframework.agentapi.connect;

import dev.agenticframework.agentapi.Json;
import dev.agenticframework.agentapi.Port;
import java.util.Optional;
import java.util.Set;

/// A kind of system that does jobs for environments, such as GitLab. Each module under `connectors/` has one.
public interface Connector {
    /// A schema for connections that have no settings.
    Json NO_SETTINGS = new Json("{\"type\": \"object\", \"additionalProperties\": false}");

    /// The `type` of its connections in `agentic.yaml`, such as `local-git`.
    String type();

    /// The jobs that its connections do.
    Set<Port> ports();

    /// The JSON Schema (draft 2020-12) of the `settings` of its connections.
    default Json settings() {
        return NO_SETTINGS;
    }

    /// The directory of the connection that exists without configuration, named like the [type][#type]; empty when
    /// every connection must be configured.
    default Optional<String> builtIn() {
        return Optional.empty();
    }

    /// Opens a connection. It starts nothing and takes no lock: command line tools open connections beside a
    /// running platform.
    ///
    /// @param settings valid for the schema
    /// @throws dev.agenticframework.agentapi.FailureException when the settings cannot be used, with the reason
    Connection open(Json settings, ConnectorHost host);
}
