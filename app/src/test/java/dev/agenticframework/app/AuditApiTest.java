package dev.agenticframework.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The audit log has who changed what, and the attempts that were refused.
class AuditApiTest {
    private static final String GENERATE = """
            {"plan": [{"id": "t1", "agent": "codegen", "action": "generate-code", "inputs": {
              "serviceName": "orders", "template": "microservice-rest-api",
              "parameters": "{\\"serviceName\\": \\"orders\\", \\"language\\": \\"go\\"}"}}]}""";

    @TempDir
    Path home;

    private RunningApi api;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        api = new RunningApi(home);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private JsonNode audit(String query) throws IOException, InterruptedException {
        var page = api.get("/audit" + query);
        assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
        return page.body().path("items");
    }

    private String startedBy(String token) throws IOException, InterruptedException {
        var started = api.send("POST", "/workflows", token, GENERATE);
        return started.body().path("workflowId").asString();
    }

    @Test
    void changeHasWhoWhatAndBeforeAndAfter() throws Exception {
        String id = startedBy(api.token("ann", "developer"));
        api.ended(id);
        api.post("/workflows/" + id + "/retry", "{\"from\": \"t1\"}");

        var entries = audit("?service=orders");

        var retry = entries.get(0);
        assertThat(retry.path("operation").asString()).isEqualTo("retryWorkflow");
        assertThat(retry.path("who").asString()).isEqualTo("ada");
        assertThat(retry.path("roles").toString()).isEqualTo("[\"admin\"]");
        assertThat(retry.path("token").asString()).isNotEmpty();
        assertThat(retry.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(retry.path("origin").asString()).isEqualTo("api");
        assertThat(retry.path("outcome").asString()).isEqualTo("done");
        assertThat(retry.path("workflowId").asString()).isEqualTo(id);
        assertThat(retry.path("before").toString()).isEqualTo("{\"status\":\"completed\"}");
        assertThat(retry.at("/after/status").asString()).isEqualTo("in_progress");
        assertThat(retry.at("/after/from").asString()).isEqualTo("t1");
        var start = entries.get(1);
        assertThat(start.path("operation").asString()).isEqualTo("createWorkflow");
        assertThat(start.path("who").asString()).isEqualTo("ann");
        assertThat(start.path("workflowId").asString()).isEqualTo(id);
        assertThat(entries.size()).isEqualTo(2);
    }

    @Test
    void refusedAndFailedAttemptsHaveTheirCodes() throws Exception {
        String id = startedBy(api.admin());
        api.ended(id);
        api.send("POST", "/workflows/" + id + "/cancel", api.token("eve", "viewer"), "");
        api.send("GET", "/workflows", api.token("zoe", "viewer", Duration.ofMinutes(-5)), "");
        api.post("/workflows/" + id + "/pause", "");

        assertThat(codes("?who=eve")).containsExactly(Map.entry("cancelWorkflow", "denied NOT_ALLOWED"));
        assertThat(codes("?who=zoe")).containsExactly(Map.entry("listWorkflows", "denied AUTHENTICATION_REQUIRED"));
        assertThat(codes("?operation=pauseWorkflow"))
                .containsExactly(Map.entry("pauseWorkflow", "failed WORKFLOW_ENDED"));
    }

    private List<Map.Entry<String, String>> codes(String query) throws IOException, InterruptedException {
        return StreamSupport.stream(audit(query).spliterator(), false)
                .map(entry -> Map.entry(
                        entry.path("operation").asString(),
                        entry.path("outcome").asString() + " "
                                + entry.path("code").asString("")))
                .toList();
    }

    @Test
    void nobodyFloodsTheLogWithRefusals() throws Exception {
        String viewer = api.token("eve", "viewer");
        for (int i = 0; i < 200; i++) {
            api.send("POST", "/deploy", viewer, "{}");
        }
        api.send("POST", "/deploy", api.token("bob", "viewer"), "{}");

        assertThat(audit("?who=eve&limit=500").size()).isBetween(10, 50);
        assertThat(audit("?who=bob").size()).isEqualTo(1);
    }

    @Test
    void nothingIsChangedThatCannotBeRecordedAndReadingGoesOn() throws Exception {
        String id = startedBy(api.admin());
        api.ended(id);
        Path log = home.resolve("audit");
        Path aside = home.resolve("aside");
        Files.move(log, aside);
        Files.writeString(log, "no directory");

        var refused = api.post("/workflows/" + id + "/retry", "{\"from\": \"t1\"}");

        assertThat(refused.code()).isEqualTo("AUDIT_LOG_UNAVAILABLE");
        var seen = api.get("/workflows/" + id);
        assertThat(seen.body().path("status").asString()).isEqualTo("completed");
        Files.delete(log);
        Files.move(aside, log);
        assertThat(api.post("/workflows/" + id + "/retry", "{\"from\": \"t1\"}").status())
                .isEqualTo(200);
    }

    @Test
    void operatorsAndAdministratorsReadTheLogPageByPage() throws Exception {
        for (int i = 0; i < 5; i++) {
            startedBy(api.admin());
        }

        assertThat(api.send("GET", "/audit", api.token("eve", "viewer"), "").code())
                .isEqualTo("NOT_ALLOWED");
        assertThat(api.send("GET", "/audit", api.token("dan", "developer"), "").code())
                .isEqualTo("NOT_ALLOWED");
        var first = api.send("GET", "/audit?limit=3&who=ada", api.token("olga", "operator"), "");
        var second = api.get(
                "/audit?limit=3&who=ada&cursor=" + first.body().path("next").asString());
        assertThat(first.body().path("items").size()).isEqualTo(3);
        assertThat(second.body().path("items").size()).isEqualTo(2);
        assertThat(second.body().path("items").findValuesAsString("id"))
                .doesNotContainAnyElementsOf(first.body().path("items").findValuesAsString("id"));
        assertThat(audit("?since=2100-01-01T00:00:00Z").size()).isZero();
    }

    @Test
    void commandsUseTheSameLogAndTheSameRegisterAsTheRunningPlatform() throws Exception {
        var identity = api.installation().identity();
        var issued = identity.issueToAccount("ci", Set.of("viewer"), Duration.ofHours(2), "root");
        String token = issued.path("token").asString();
        assertThat(api.send("GET", "/workflows", token, "").status()).isEqualTo(200);

        identity.revoke(issued.path("id").asString(), "root");

        assertThat(api.send("GET", "/workflows", token, "").status()).isEqualTo(401);
        assertThat(codes("?who=root"))
                .containsExactly(Map.entry("revokeToken", "done "), Map.entry("issueToken", "done "));
        assertThat(identity.audit(Map.of("who", "root")).path("items").size()).isEqualTo(2);
        assertThat(identity.verifyAudit().has("problem")).isFalse();
        String files;
        try (var all = Files.list(home.resolve("audit"))) {
            files = all.map(AuditApiTest::text).collect(Collectors.joining());
        }
        assertThat(files)
                .doesNotContain(token.split("\\.")[2])
                .doesNotContain(api.admin().split("\\.")[2]);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
