package dev.agenticframework.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the environment of the process says, read once.
///
/// @param home all state: `AGENTIC_HOME`, by default `~/.agentic`
/// @param install where `templates/` and `policies/` lie
/// @param javaHome the JDK that runs this and builds Java services
/// @param telemetry where traces go, OTLP over HTTP; none when empty
record Settings(Path home, Path install, Path javaHome, Optional<String> telemetry, Map<String, String> environment) {

    static Settings ofProcess() {
        var environment = System.getenv();
        String home = environment.getOrDefault("AGENTIC_HOME", System.getProperty("user.home") + "/.agentic");
        return new Settings(
                Path.of(home).toAbsolutePath().normalize(),
                Path.of(System.getProperty("agentic.install", "."))
                        .toAbsolutePath()
                        .normalize(),
                Path.of(System.getProperty("java.home")),
                Optional.ofNullable(environment.get("OTEL_EXPORTER_OTLP_ENDPOINT"))
                        .filter(url -> !url.isBlank()),
                environment);
    }

    /// The environment for tools that are run: the JDK of this process is theirs, too, and a Maven that the
    /// launcher fetched is found.
    Map<String, String> environmentOfTools() {
        var tools = new LinkedHashMap<>(environment);
        tools.put("JAVA_HOME", javaHome.toString());
        tools.merge("PATH", fetchedMaven().toString(), (path, maven) -> maven + ":" + path);
        return tools;
    }

    /// Where the launcher puts the Maven that it fetches.
    Path fetchedMaven() {
        return file("tools/apache-maven-3.9.16/bin");
    }

    Path file(String name) {
        return home.resolve(name);
    }
}
