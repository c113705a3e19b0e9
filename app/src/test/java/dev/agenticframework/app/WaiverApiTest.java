package dev.agenticframework.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.SourceControl.Change;
import dev.agenticframework.localgit.LocalGit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Who may accept a finding, over HTTP.
class WaiverApiTest {
    private static final String ACCESS = """
            access:
              grants:
                - {role: developer, to: [dan], services: [shop]}
                - {role: approver, to: [eve], environments: [staging]}
                - {role: approver, to: [mallory], services: [other]}
                - {role: approver, to: [grace]}
            """;

    @TempDir
    static Path home;

    private static RunningApi api;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        api = Releases.start(home, ACCESS);
        Releases.repository(home, "shop");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static String commit(LocalDate expires) {
        var waiver = "waivers:\n  - {rule: dockerfile-runs-as-root, expires: " + expires
                + ", statement: the base image has no other user yet, approvedBy: grace}\n";
        var files = FileTree.of(Map.of(
                "Dockerfile", file("FROM python:3\nHEALTHCHECK CMD true\n"), ".agentic/waivers.yaml", file(waiver)));
        return new LocalGit(home.resolve("git"), Clock.systemUTC())
                .commit("shop", "main", "main", new Change.Whole(files), "m", "dan", "test/" + expires);
    }

    private static FileTree.Entry file(String text) {
        return new FileTree.Entry(text.getBytes(UTF_8), false);
    }

    private static JsonNode checked(String commit) throws IOException, InterruptedException {
        var started = api.send("POST", "/workflows", api.token("dan"), """
                {"plan": [{"id": "t1", "agent": "policy", "action": "check-deployment", "inputs": {
                  "repository": "shop", "environment": "staging", "commit": "COMMIT"}}]}""".replace("COMMIT", commit));
        return api.ended(started.body().path("workflowId").asString());
    }

    @Test
    void ownersOfARepositoryCannotWaiveForThemselves() throws Exception {
        var today = LocalDate.now(ZoneOffset.UTC);
        String commit = commit(today.plusDays(3));

        var blocked = checked(commit);
        assertThat(blocked.path("status").asString()).isEqualTo("failed");
        assertThat(blocked.path("failure").path("message").asString()).contains("is not approved");
        var waiting =
                api.send("GET", "/waivers?service=shop", api.token("dan"), "").body();
        var waiver = waiting.path("items").path(0);
        assertThat(waiver.path("rule").asString()).isEqualTo("dockerfile-runs-as-root");
        assertThat(waiver.has("approvedBy")).isFalse();
        String approve = "/waivers/" + waiver.path("waiverId").asString() + "/approve";
        for (var name : new String[] {"dan", "eve", "mallory"}) {
            assertThat(api.send("POST", approve, api.token(name), "").code())
                    .as(name)
                    .isEqualTo("NOT_ALLOWED");
        }
        assertThat(checked(commit).path("status").asString()).isEqualTo("failed");

        assertThat(api.send("POST", approve, api.token("grace"), "")
                        .body()
                        .path("approvedBy")
                        .asString())
                .isEqualTo("grace");

        assertThat(checked(commit).path("status").asString()).isEqualTo("completed");
        assertThat(checked(commit(today.plusDays(4))).path("status").asString()).isEqualTo("failed");
        var recorded = api.get("/audit?operation=approveWaiver&who=grace")
                .body()
                .path("items")
                .path(0);
        assertThat(recorded.path("outcome").asString()).isEqualTo("done");
        assertThat(recorded.path("before").path("rule").asString()).isEqualTo("dockerfile-runs-as-root");

        String path = approve.replace("/approve", "");
        assertThat(api.send("DELETE", path, api.token("dan"), "").code()).isEqualTo("NOT_ALLOWED");
        assertThat(api.send("DELETE", path, api.token("grace"), "").status()).isEqualTo(204);
        assertThat(checked(commit).path("status").asString()).isEqualTo("failed");
    }

    @Test
    void unknownWaiverIsNotFound() throws Exception {
        assertThat(api.post("/waivers/0123456789abcdef/approve", "").code()).isEqualTo("WAIVER_NOT_FOUND");
        assertThat(api.send("DELETE", "/waivers/none", api.admin(), "").code()).isEqualTo("WAIVER_NOT_FOUND");
    }
}
