package dev.agenticframework.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The settings from the environment of the process, read once.
///
/// @param home the directory of all state: `AGENTIC_HOME`, by default `~/.agentic`
/// @param install the folder with `templates/` and `policies/`
/// @param javaHome the JDK that runs this process and builds Java services
/// @param telemetry where to send traces, with OTLP over HTTP; if empty, none are sent
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

    /// The environment for tools. They use the JDK of this process, and find a Maven that the launcher downloaded.
    Map<String, String> environmentOfTools() {
        var tools = new LinkedHashMap<>(environment);
        tools.put("JAVA_HOME", javaHome.toString());
        tools.merge("PATH", fetchedMaven().toString(), (path, maven) -> maven + ":" + path);
        return tools;
    }

    /// The folder of a Maven that the launcher downloaded.
    Path fetchedMaven() {
        return file("tools/apache-maven-3.9.16/bin");
    }

    Path file(String name) {
        return home.resolve(name);
    }
}
