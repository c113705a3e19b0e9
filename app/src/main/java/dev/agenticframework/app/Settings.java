package dev.agenticframework.app;

import dev.agenticframework.agentapi.connect.ConnectorHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The settings from the environment of the process, read once.
///
/// @param home the directory of all state: `AGENTIC_HOME`, by default `~/.agentic`
/// @param install the folder with `templates/` and `policies/`
/// @param javaHome the JDK that runs this process and builds Java services
/// @param telemetry where to send traces, with OTLP over HTTP; if empty, none are sent
record Settings(Path home, Path install, Path javaHome, Optional<String> telemetry, Map<String, String> environment) {

    private static final String TELEMETRY = "OTEL_EXPORTER_OTLP_ENDPOINT";

    static Settings ofProcess() {
        var environment = System.getenv();
        String home = environment.getOrDefault("AGENTIC_HOME", System.getProperty("user.home") + "/.agentic");
        return new Settings(
                Path.of(home).toAbsolutePath().normalize(),
                Path.of(System.getProperty("agentic.install", "."))
                        .toAbsolutePath()
                        .normalize(),
                Path.of(System.getProperty("java.home")),
                Optional.ofNullable(environment.get(TELEMETRY)).filter(url -> !url.isBlank()),
                environment);
    }

    /// How connections run programs: with the JDK of this process, and with a Maven that the launcher has fetched.
    ConnectorHost.Tools tools() {
        Map<String, String> traces =
                telemetry.map(url -> Map.of(TELEMETRY, url)).orElse(Map.of());
        return new ConnectorHost.Tools(
                home, environment, javaHome, List.of(file("tools/apache-maven-3.9.16/bin")), traces);
    }

    Path file(String name) {
        return home.resolve(name);
    }
}
