package dev.agenticframework.localplatform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The settings of the platform.
///
/// @param directory holds all its files, such as `$AGENTIC_HOME/platform`; one platform at a time can use it
/// @param javaHome the JDK that builds and runs Java services
/// @param toolDirectories directories that are searched for tools before `PATH`, such as that of a Maven
/// @param environment of this process; builds and services get only a fixed list of harmless variables
/// @param replicaEnvironment additional variables of every replica, such as `OTEL_EXPORTER_OTLP_ENDPOINT`
/// @param serviceHosts host names to which services answer, in addition to those of the loopback interface
/// @param timings how long it waits
public record PlatformSettings(
        Path directory,
        Path javaHome,
        List<Path> toolDirectories,
        Map<String, String> environment,
        Map<String, String> replicaEnvironment,
        Set<String> serviceHosts,
        Timings timings) {

    public PlatformSettings {
        directory = directory.toAbsolutePath().normalize();
        toolDirectories = List.copyOf(toolDirectories);
        environment = Map.copyOf(environment);
        replicaEnvironment = Map.copyOf(replicaEnvironment);
        serviceHosts = Set.copyOf(serviceHosts);
    }
}
