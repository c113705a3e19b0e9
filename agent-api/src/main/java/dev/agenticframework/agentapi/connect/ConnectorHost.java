package dev.agenticframework.agentapi.connect;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.JobServices;
import dev.agenticframework.agentapi.SecretStore;
import dev.agenticframework.agentapi.Signals;
import dev.agenticframework.agentapi.Sources;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// What the platform gives to a connection.
///
/// @param directory for the state of this connection; it may not exist yet
/// @param signals reach the tasks that wait for work outside
/// @param random a secure one: it makes passwords
/// @param sources the repositories of all connections
/// @param jobServices the servers that other connections lend to jobs
/// @param tools how to run programs on this machine
public record ConnectorHost(
        Path directory,
        Signals signals,
        ArtifactStore artifacts,
        SecretStore secrets,
        Clock clock,
        RandomGenerator random,
        Sources sources,
        JobServices jobServices,
        Tools tools) {

    /// How to run programs on this machine.
    ///
    /// @param home the directory of the platform, which these programs must not see
    /// @param environment the environment of the platform's process, which can hold secrets
    /// @param javaHome the JDK that the platform runs on
    /// @param directories searched for programs before `PATH`
    /// @param telemetry variables that tell services where to send their traces
    public record Tools(
            Path home,
            Map<String, String> environment,
            Path javaHome,
            List<Path> directories,
            Map<String, String> telemetry) {
        public Tools {
            environment = Map.copyOf(environment);
            directories = List.copyOf(directories);
            telemetry = Map.copyOf(telemetry);
        }
    }
}
