package dev.agenticframework.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.localgit.LocalGit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Adding a platform takes a connector and one entry in the list of connectors: all agents, the planner, the API and
/// the configuration use it without a change.
class ToyConnectorTest {
    private static final String CONFIGURATION = """
            connections:
              playroom: {type: toy, settings: {greeting: hello}}
            environments:
              dev: {}
              edge:
                policy: advisory
                targets: {builds: playroom, rollouts: playroom, metrics: playroom}
            """;

    private static final String PLAN = """
            {"plan": [
              {"id": "check", "agent": "policy", "action": "check-deployment", "inputs": {
                "repository": "parcels", "environment": "edge", "commit": "COMMIT"}},
              {"id": "build", "agent": "deployment", "action": "build", "inputs": {
                "serviceName": "parcels", "repository": "parcels", "environment": "edge", "commit": "COMMIT"}},
              {"id": "deploy", "agent": "deployment", "action": "deploy", "dependsOn": ["check", "build"], "inputs": {
                "serviceName": "parcels", "environment": "edge"}},
              {"id": "verify", "agent": "observability", "action": "verify", "dependsOn": ["deploy"], "inputs": {
                "serviceName": "parcels", "environment": "edge"}}]}""";

    @TempDir
    Path home;

    private RunningApi open() throws Exception {
        Files.writeString(home.resolve("agentic.yaml"), CONFIGURATION);
        return new RunningApi(home, Releases.CONNECTORS);
    }

    private String commit() {
        var git = new LocalGit(home.resolve("git"), Clock.systemUTC());
        return git.resolve(git.ensureRepository("parcels", "").id(), "main").orElseThrow();
    }

    @Test
    void deploymentReachesTheTrafficOfAPlatformThatWasPluggedIn() throws Exception {
        try (var api = open()) {
            var started = api.post("/workflows", PLAN.replace("COMMIT", commit()));
            var ended = api.ended(started.body().path("workflowId").asString());

            assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("completed");
            assertThat(ended.path("labels").path("targets.edge").asString())
                    .isEqualTo("builds=playroom,rollouts=playroom,metrics=playroom");
            var service = api.get("/services/parcels").body().path("items").get(0);
            assertThat(service.path("instances")
                            .get(0)
                            .path("details")
                            .path("colour")
                            .asString())
                    .isEqualTo("red");
            assertThat(api.get("/services/parcels/logs?environment=edge").body().toString())
                    .contains("hello");
            var removal = api.send("DELETE", "/services/parcels?environment=edge", api.admin(), "");
            assertThat(removal.status()).isEqualTo(202);
            api.ended(removal.body().path("workflowId").asString());
            assertThat(api.get("/services").body().path("items")).isEmpty();
        }
    }

    @Test
    void strategyThatThePlatformDoesNotOfferIsRefusedBeforeAnythingStarts() throws Exception {
        try (var api = open()) {
            commit();
            var refused = api.post(
                    "/deploy", "{\"service\": \"parcels\", \"environment\": \"edge\", \"strategy\": \"canary\"}");

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body().path("detail").asString()).contains("canary cannot be used for rollouts here");
            assertThat(api.get("/workflows").body().path("items")).isEmpty();
        }
    }
}
