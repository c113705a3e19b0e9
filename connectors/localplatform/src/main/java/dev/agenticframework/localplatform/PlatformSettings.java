package dev.agenticframework.localplatform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Where the platform keeps its things and what it may use.
///
/// @param directory everything it keeps, such as `$AGENTIC_HOME/platform`; one running platform per directory
/// @param javaHome the JDK that Java services are built with and run on
/// @param toolDirectories searched for tools before `PATH`, such as the one of a Maven
/// @param environment the process's own environment; only a fixed list of harmless names is passed on
/// @param replicaEnvironment set for every replica, such as `OTEL_EXPORTER_OTLP_ENDPOINT`
/// @param timings how long it waits for what
public record PlatformSettings(
        Path directory,
        Path javaHome,
        List<Path> toolDirectories,
        Map<String, String> environment,
        Map<String, String> replicaEnvironment,
        Timings timings) {

    public PlatformSettings {
        directory = directory.toAbsolutePath().normalize();
        toolDirectories = List.copyOf(toolDirectories);
        environment = Map.copyOf(environment);
        replicaEnvironment = Map.copyOf(replicaEnvironment);
    }
}
