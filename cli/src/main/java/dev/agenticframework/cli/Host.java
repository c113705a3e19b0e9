package dev.agenticframework.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// The installation that a command works with. Implemented by the composition root.
public interface Host {

    /// A running platform.
    ///
    /// @param url the address of its HTTP API
    record Endpoint(long pid, String url) {}

    /// `AGENTIC_HOME`.
    Path home();

    /// The platform, if it is running and answers.
    Optional<Endpoint> running();

    /// Returns the platform, and starts it in the background if it is not running.
    ///
    /// @param port the port of the API; 0 for the configured or any free port
    /// @throws CommandFailure with the reason, if it does not start
    Endpoint start(int port, Consumer<String> progress);

    /// Stops the platform and its services. Returns false if none was running.
    boolean stop(Consumer<String> progress);

    /// A token for this installation's API.
    ///
    /// @param subject the user of the token
    /// @param groups the groups of the user, such as `admin`
    String token(String subject, java.util.Set<String> groups, java.time.Duration validity);

    /// The clock of this machine, to compute elapsed times.
    InstantSource clock();

    /// Tokens, access and the audit log.
    Identity identity();

    /// Operations that need no platform.
    Offline offline();
}
