package dev.agenticframework.app;

import dev.agenticframework.agentapi.connect.Connector;
import dev.agenticframework.localgit.LocalGit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/// Releases whose build is made elsewhere: they pass the gate, wait for an approval where one is needed, and then fail,
/// because nothing can deploy their build here.
final class Releases {
    /// What can be configured where these builds are made.
    static final List<Connector> CONNECTORS = Stream.<Connector>concat(
                    Connectors.ALL.stream(), Stream.of(new ToyConnector()))
            .toList();

    /// Such environments.
    private static final String CONFIGURATION = """
            connections:
              playroom: {type: toy, settings: {greeting: hello}}
            environments:
              dev:
              staging: {targets: {builds: playroom}}
              production: {targets: {builds: playroom}}
            """;

    private Releases() {}

    /// Starts a platform where such builds are made.
    ///
    /// @param more of the configuration
    static RunningApi start(Path home, String more) throws IOException, InterruptedException {
        Files.writeString(home.resolve("agentic.yaml"), CONFIGURATION + more);
        return new RunningApi(home, CONNECTORS);
    }

    /// Makes the repository of a service.
    ///
    /// @return its only commit
    static String repository(Path home, String service) {
        var git = new LocalGit(home.resolve("git"), Clock.systemUTC());
        git.ensureRepository(service, "A service");
        return git.resolve(service, "main").orElseThrow();
    }

    /// A plan of one's own; its task `t2` deploys.
    static String plan(String service, String environment, String commit) {
        return """
                {"plan": [
                  {"id": "t0", "agent": "deployment", "action": "build", "inputs": {
                    "serviceName": "SERVICE", "repository": "SERVICE", "environment": "ENV", "commit": "COMMIT"}},
                  {"id": "t1", "agent": "policy", "action": "check-deployment", "inputs": {
                    "repository": "SERVICE", "environment": "ENV", "commit": "COMMIT"}},
                  {"id": "t2", "agent": "deployment", "action": "deploy", "dependsOn": ["t0", "t1"], "inputs": {
                    "serviceName": "SERVICE", "environment": "ENV"}}]}""".replace("SERVICE", service).replace("ENV", environment).replace("COMMIT", commit);
    }
}
