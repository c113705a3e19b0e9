package dev.agenticframework.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// The installation that a command line belongs to. Implemented by the composition root.
public interface Host {

    /// A platform that answers.
    ///
    /// @param url of its HTTP API
    record Endpoint(long pid, String url) {}

    /// `AGENTIC_HOME`.
    Path home();

    /// The platform, if it runs and answers.
    Optional<Endpoint> running();

    /// The platform, started in the background if it does not run.
    ///
    /// @param port of the API; 0 for the configured or any free one
    /// @throws CommandFailure when it does not come up, with the reason
    Endpoint start(int port, Consumer<String> progress);

    /// Stops the platform and all that it runs; false when none ran.
    boolean stop(Consumer<String> progress);

    /// A token for this installation's API.
    ///
    /// @param subject who it speaks for
    /// @param groups such as `admin`
    String token(String subject, java.util.Set<String> groups, java.time.Duration validity);

    /// The time of this machine, to tell how long something runs already.
    InstantSource clock();

    /// What is done without a platform.
    Offline offline();
}
