package dev.agenticframework.app;

import dev.agenticframework.agentapi.connect.ConnectorHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the environment of the process says, read once.
///
/// @param home all state: `AGENTIC_HOME`, by default `~/.agentic`
/// @param install where `templates/` and `policies/` lie
/// @param javaHome the JDK that runs this and builds Java services
/// @param telemetry where traces go, OTLP over HTTP; none when empty
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
        return new ConnectorHost.Tools(environment, javaHome, List.of(file("tools/apache-maven-3.9.16/bin")), traces);
    }

    Path file(String name) {
        return home.resolve(name);
    }
}
