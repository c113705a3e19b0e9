package dev.agenticframework.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The HTTP API of a whole platform, over real connections.
class ApiTest {
    /// Operations that need a service that runs: [RunningServiceTest] uses them.
    private static final Set<String> OF_RUNNING_SERVICES =
            Set.of("deploy", "rollback", "getService", "getServiceLogs", "removeService");

    /// Operations that [WaiverApiTest] checks.
    private static final Set<String> OF_WAIVERS = Set.of("listWaivers", "approveWaiver", "removeWaiver");

    private static final String GENERATE = """
            {"plan": [{"id": "t1", "agent": "codegen", "action": "generate-code", "inputs": {
              "serviceName": "orders", "template": "microservice-rest-api",
              "parameters": "{\\"serviceName\\": \\"orders\\", \\"language\\": \\"go\\"}"}}]}""";

    @TempDir
    static Path home;

    private static RunningApi api;
    private static String toProduction;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        api = Releases.start(home, "");
        toProduction = Releases.plan("parcels", "production", Releases.repository(home, "parcels"));
    }

    @AfterAll
    static void everyOperationHasAnsweredAsTheDescriptionSays() {
        api.close();
        var expected = new TreeSet<>(api.contract().operations());
        expected.removeAll(OF_RUNNING_SERVICES);
        expected.removeAll(OF_WAIVERS);
        assertThat(api.contract().answered()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static RunningApi.Answer send(String method, String path, String token, String body, String... headers)
            throws IOException, InterruptedException {
        return api.send(method, path, token, body, headers);
    }

    private static RunningApi.Answer post(String path, String body) throws IOException, InterruptedException {
        return api.post(path, body);
    }

    private static RunningApi.Answer get(String path) throws IOException, InterruptedException {
        return api.get(path);
    }

    @Test
    void healthAndTheDescriptionNeedNoTokenAndEverythingElseDoes() throws Exception {
        assertThat(send("GET", "/health", "", "").status()).isEqualTo(200);
        assertThat(send("GET", "/openapi.json", "", "").status()).isEqualTo(200);
        for (String path : new String[] {"/workflows", "/services", "/metrics", "/templates", "/dead-letters"}) {
            assertThat(send("GET", path, "", "").code()).as(path).isEqualTo("AUTHENTICATION_REQUIRED");
        }
    }

    @Test
    void expiredAndForgedTokensAreRefused() throws Exception {
        String expired = api.token("ada", "admin", Duration.ofMinutes(-5));

        assertThat(send("GET", "/workflows", expired, "").status()).isEqualTo(401);
        assertThat(send(
                                "GET",
                                "/workflows",
                                api.admin().substring(0, api.admin().length() - 4) + "AAAA",
                                "")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void tokenThatMayOnlyReadStartsNothing() throws Exception {
        String viewer = api.token("eve", "viewer", Duration.ofHours(1));

        assertThat(send("GET", "/workflows", viewer, "").status()).isEqualTo(200);
        assertThat(send("POST", "/workflows", viewer, GENERATE).code()).isEqualTo("NOT_ALLOWED");
    }

    @Test
    void nobodyAsksInAnothersName() throws Exception {
        String developer = api.token("bob", "developer", Duration.ofHours(1));

        var answer = send("POST", "/workflows", developer, "{\"requestedBy\": \"ada\", \"request\": \"x\"}");

        assertThat(answer.code()).isEqualTo("REQUESTER_MISMATCH");
    }

    @Test
    void dryRunShowsThePlanAndStartsNothing() throws Exception {
        int before = get("/workflows").body().path("items").size();

        var answer = post(
                "/workflows",
                "{\"request\": \"Create a Go service called dry without a database in dev\", \"dryRun\": true}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("tasks").size()).isGreaterThan(5);
        assertThat(get("/services").body().path("items").isEmpty()).isTrue();
        assertThat(get("/workflows").body().path("items").size()).isEqualTo(before);
    }

    @Test
    void unclearRequestIsAnsweredWithAQuestion() throws Exception {
        var answer = post("/workflows", "{\"request\": \"Create a service called x-y with a blockchain\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("REQUEST_UNCLEAR");
        assertThat(answer.body().path("unexplained").toString()).contains("blockchain");
        assertThat(answer.body().path("questions").size()).isPositive();
    }

    @Test
    void aServiceThatDoesNotExistIsAskedAboutBeforeAnythingStarts() throws Exception {
        int before = get("/workflows").body().path("items").size();

        for (String request : Set.of("Deploy no-such to staging", "Roll back no-such in staging")) {
            var answer = post("/workflows", "{\"request\": \"" + request + "\"}");

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.code()).isEqualTo("REQUEST_UNCLEAR");
            assertThat(answer.body().path("unexplained").toString()).contains("no-such");
            assertThat(answer.body().path("questions").toString()).contains("No service is named no-such");
        }
        assertThat(get("/workflows").body().path("items").size()).isEqualTo(before);
    }

    @Test
    void writtenPlanRunsToItsEndAndIsExplained() throws Exception {
        var started = post("/workflows", GENERATE);

        assertThat(started.status()).as(started.body().toString()).isEqualTo(201);
        var workflow = api.ended(started.body().path("workflowId").asString());
        assertThat(workflow.path("status").asString()).isEqualTo("completed");
        var task = workflow.path("tasks").get(0);
        assertThat(task.path("summary").asString()).isNotEmpty();
        String tree = task.path("outputs").path("codeTree").asString();
        assertThat(get("/artifacts/" + tree).status()).isEqualTo(200);
        var history = get("/workflows/" + workflow.path("workflowId").asString() + "/history")
                .body();
        assertThat(history.path("items").get(0).path("type").asString()).isEqualTo("workflow.created");
    }

    @Test
    void sameIdempotencyKeyStartsOnce() throws Exception {
        var first = send("POST", "/workflows", api.admin(), GENERATE, "Idempotency-Key", "k1");
        var second = send("POST", "/workflows", api.admin(), GENERATE, "Idempotency-Key", "k1");
        var other =
                send("POST", "/workflows", api.admin(), GENERATE.replace("orders", "others"), "Idempotency-Key", "k1");

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body().path("workflowId")).isEqualTo(first.body().path("workflowId"));
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void eventsAreStreamedInOrderUntilTheEnd() throws Exception {
        String id = post("/workflows", GENERATE).body().path("workflowId").asString();

        var lines = api.events(id);

        assertThat(lines.stream()
                        .filter(line -> line.startsWith("id: "))
                        .map(line -> Integer.valueOf(line.substring(4))))
                .isSorted()
                .doesNotHaveDuplicates()
                .startsWith(1);
        assertThat(lines).contains("event: workflow.completed", "event: end");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/workflows|{|400|BODY_INVALID",
                "POST|/workflows|[]|400|BODY_INVALID",
                "POST|/workflows|{}|400|REQUEST_INVALID",
                "POST|/workflows|{\"request\": 5}|400|FIELD_INVALID",
                "POST|/workflows|{\"nonsense\": 5}|400|FIELD_INVALID",
                "POST|/workflows|{\"request\": \"a\", \"request\": \"b\"}|400|BODY_INVALID",
                "POST|/workflows|{\"request\": \"a\", \"template\": \"b\"}|400|REQUEST_INVALID",
                "POST|/workflows|{\"template\": \"no-such\", \"parameters\": {\"serviceName\": \"a-b\"}}|422|TEMPLATE_UNKNOWN",
                "POST|/workflows|{\"plan\": [{\"id\": \"a\", \"agent\": \"codegen\", \"action\": \"fly\"}]}|404|PLAN_CAPABILITY_UNKNOWN",
                "POST|/workflows/wf-1/cancel|{}|404|WORKFLOW_NOT_FOUND",
                "POST|/workflows/wf-1/tasks/t1/signal|{\"handle\": \"pipeline/1\"}|404|WORKFLOW_NOT_FOUND",
                "POST|/workflows/wf-1/tasks/t1/signal|{}|400|FIELD_INVALID",
                "POST|/workflows/wf-1/tasks/t1/signal|{\"handle\": \"\"}|400|FIELD_INVALID",
                "POST|/workflows/wf-1/tasks/t1/signal|{\"handle\": \"a\", \"payload\": \"done\"}|400|FIELD_INVALID",
                "GET|/nowhere||404|ROUTE_NOT_FOUND",
                "GET|/workflows?limit=100000||400|FIELD_INVALID",
                "GET|/workflows?status=happy||400|FIELD_INVALID",
                "GET|/workflows?cursor=!!||400|CURSOR_INVALID",
                "GET|/workflows?since=yesterday||400|FIELD_INVALID",
                "GET|/artifacts/sha256:zz||404|ARTIFACT_NOT_FOUND",
                "DELETE|/workflows||405|METHOD_NOT_ALLOWED",
                "DELETE|/services/none?environment=dev||404|SERVICE_NOT_FOUND",
                "POST|/deploy|{\"service\": \"../x\", \"environment\": \"dev\"}|400|SERVICE_NAME_INVALID",
                "POST|/deploy|{\"service\": \"none\", \"environment\": \"dev\"}|404|SERVICE_NOT_FOUND",
                "POST|/deploy|{\"service\": \"none\", \"environment\": \"mars\"}|404|ENVIRONMENT_UNKNOWN",
                "POST|/deploy|{\"service\": \"none\", \"environment\": \"dev\", \"strategy\": \"hope\"}|400|STRATEGY_UNKNOWN",
                "POST|/deploy|{\"service\": \"none\", \"environment\": \"dev\", \"replicas\": 0}|400|FIELD_INVALID",
                "POST|/deploy|{\"service\": \"none\", \"environment\": \"dev\", \"replicas\": 11}|400|FIELD_INVALID",
                "POST|/rollback|{\"service\": \"none\", \"environment\": \"dev\"}|404|SERVICE_NOT_FOUND",
                "POST|/workflows|{\"request\": \"dance\"}|422|REQUEST_UNCLEAR",
                "POST|/policy/validate|{\"type\": \"dockerfile\", \"content\": \"***\"}|400|FIELD_INVALID",
            })
    void badInputGetsAClearProblem(String method, String path, String body, int status, String code) throws Exception {
        var answer = send(method, path, api.admin(), body == null ? "" : body);

        assertThat(answer.code()).as(answer.body().toString()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.body().path("detail").asString()).isNotEmpty();
        assertThat(answer.body().path("remedy").asString()).isNotEmpty();
    }

    @Test
    void pageThatIsMadeToLeadHereIsNotServed() throws Exception {
        assertThat(firstLine("evil.example")).contains(" 421 ");
        assertThat(firstLine("localhost:1")).contains(" 200 ");
        assertThat(firstLine("[::1]:1")).contains(" 200 ");
    }

    private static String firstLine(String host) throws IOException {
        var url = URI.create(api.url());
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream()
                    .write(("GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    @Test
    void logOfATaskThatIsNotThereIsNotFound() throws Exception {
        String id = post("/workflows", GENERATE).body().path("workflowId").asString();

        assertThat(get("/workflows/" + id + "/tasks/t1/log").status()).isEqualTo(200);
        assertThat(get("/workflows/" + id + "/tasks/t99/log").code()).isEqualTo("TASK_NOT_FOUND");
        assertThat(get("/workflows/" + id + "/tasks/t1/log?after=x").code()).isEqualTo("FIELD_INVALID");
    }

    @Test
    void repeatedRequestIsTheSameInAnotherTrace() throws Exception {
        String[] once = {
            "Idempotency-Key", "traced", "traceparent", "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01"
        };
        String[] again = {
            "Idempotency-Key", "traced", "traceparent", "00-" + "c".repeat(32) + "-" + "d".repeat(16) + "-01"
        };

        var first = send("POST", "/workflows", api.admin(), GENERATE, once);
        var second = send("POST", "/workflows", api.admin(), GENERATE, again);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body().path("workflowId")).isEqualTo(first.body().path("workflowId"));
    }

    @Test
    void cyclicPlanIsRefused() throws Exception {
        String plan = """
                {"plan": [
                  {"id": "a", "agent": "codegen", "action": "generate-code", "dependsOn": ["b"]},
                  {"id": "b", "agent": "codegen", "action": "generate-code", "dependsOn": ["a"]}]}""";

        var answer = post("/workflows", plan);

        assertThat(answer.status()).as(answer.body().toString()).isBetween(400, 409);
        assertThat(answer.body().toString()).containsIgnoringCase("cycl");
    }

    @Test
    void hugeAndDeepBodiesAreRefused() throws Exception {
        assertThat(post("/workflows", "{\"request\": \"" + "x".repeat(10 << 20) + "\"}")
                        .code())
                .isEqualTo("BODY_TOO_LARGE");
        assertThat(post("/workflows", "{\"plan\": " + "[".repeat(500) + "]".repeat(500) + "}")
                        .code())
                .isEqualTo("BODY_INVALID");
    }

    @Test
    void workflowThatWaitsIsPausedResumedDeniedRetriedAndCancelled() throws Exception {
        String workflow = "/workflows/"
                + post("/workflows", toProduction).body().path("workflowId").asString();
        String vote = digest(waiting(workflow));

        assertThat(status(post(workflow + "/pause", ""))).isEqualTo("paused");
        assertThat(status(post(workflow + "/resume", ""))).isEqualTo("waiting_approval");
        post(workflow + "/tasks/t2/deny", vote);
        assertThat(until(workflow, "failed").path("failure").path("code").asString())
                .isEqualTo("APPROVAL_DENIED");
        post(workflow + "/retry", "{\"from\": \"t2\"}");
        waiting(workflow);
        post(workflow + "/cancel", "{\"reason\": \"changed my mind\"}");
        until(workflow, "cancelled");
    }

    @Test
    void taskThatFailedIsADeadLetterAndIsReplayed() throws Exception {
        String id = post("/workflows", toProduction).body().path("workflowId").asString();
        String task = "/workflows/" + id + "/tasks/t2";
        var waiting = waiting("/workflows/" + id);
        assertThat(waiting.path("approval")
                        .path("change")
                        .path("policy")
                        .path("decision")
                        .asString())
                .isEqualTo("pass");
        assertThat(post(task + "/approve", digest(waiting)).code()).isEqualTo("NOT_ELIGIBLE_TO_APPROVE");
        String grace = api.token("grace", "developer", Duration.ofHours(1));
        assertThat(send("POST", task + "/approve", grace, digest(waiting)).status())
                .isEqualTo(200);
        until("/workflows/" + id, "failed");

        assertThat(get("/dead-letters").body().path("items").findValuesAsString("workflowId"))
                .contains(id);
        assertThat(post(task + "/replay", "").status()).isEqualTo(200);
    }

    @Test
    void signalForATaskThatWaitsForApprovalChangesNothing() throws Exception {
        String workflow = "/workflows/"
                + post("/workflows", toProduction).body().path("workflowId").asString();
        waiting(workflow);

        var answer = post(workflow + "/tasks/t2/signal", "{\"handle\": \"rollout/1\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("accepted").asBoolean(true)).isFalse();
    }

    private static String status(RunningApi.Answer answer) {
        return answer.body().path("status").asString();
    }

    private static JsonNode waiting(String workflow) throws IOException, InterruptedException {
        return until(workflow, "waiting_approval")
                .path("tasks")
                .valueStream()
                .filter(task -> task.has("approval"))
                .findFirst()
                .orElseThrow();
    }

    private static String digest(JsonNode task) {
        return "{\"digest\": \"" + task.path("approval").path("digest").asString() + "\"}";
    }

    private static JsonNode until(String workflow, String status) throws IOException, InterruptedException {
        while (true) {
            var now = get(workflow);
            if (status(now).equals(status)) {
                return now.body();
            }
            Thread.sleep(20);
        }
    }

    @Test
    void documentsAreChecked() throws Exception {
        var answer = post("/policy/validate", "{\"type\": \"dockerfile\", \"content\": \"RlJPTSBzY3JhdGNo\"}");

        assertThat(answer.body().path("valid").asBoolean(true)).isFalse();
        assertThat(answer.body().path("violations").size()).isPositive();
    }

    @Test
    void templatesAreListedAndShown() throws Exception {
        assertThat(get("/templates").body().path("items").findValuesAsString("name"))
                .contains("microservice-rest-api");
        assertThat(get("/templates/microservice-rest-api")
                        .body()
                        .path("parameters")
                        .isObject())
                .isTrue();
        assertThat(get("/templates/none").code()).isEqualTo("TEMPLATE_NOT_FOUND");
    }

    @Test
    void dryRunAndStartedWorkflowShowTasksInTheSameShape() throws Exception {
        String dry = GENERATE.replace("{\"plan\"", "{\"dryRun\": true, \"plan\"");

        var planned = post("/workflows", dry).body().path("tasks").get(0);
        var started = post("/workflows", GENERATE).body().path("tasks").get(0);

        for (String name : Set.of("taskId", "agent", "action", "title", "dependsOn", "estimatedDuration")) {
            assertThat(planned.path(name)).as(name).isEqualTo(started.path(name));
        }
        assertThat(planned.path("status").asString()).isEqualTo("pending");
        assertThat(planned.path("inputs").path("serviceName").asString()).isEqualTo("orders");
        assertThat(started.has("attempt")).isTrue();
    }

    @Test
    void tokensOfServiceAccountsAreIssuedListedAndRevoked() throws Exception {
        var issued = post("/tokens", "{\"serviceAccount\": \"ci\", \"groups\": [\"developer\"], \"hours\": 48}");
        assertThat(issued.status()).isEqualTo(201);
        String id = issued.body().path("id").asString();
        String token = issued.body().path("token").asString();
        assertThat(send("GET", "/workflows", token, "").status()).isEqualTo(200);
        var listed = get("/tokens");
        assertThat(listed.body().path("items").findValuesAsString("id")).contains(id);
        assertThat(listed.body().toString()).doesNotContain(token);

        assertThat(send("DELETE", "/tokens/" + id, api.admin(), "").status()).isEqualTo(204);

        var refused = send("GET", "/workflows", token, "");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body().path("detail").asString()).isEqualTo("The token was revoked.");
        assertThat(send("DELETE", "/tokens?subject=nobody", api.admin(), "").status())
                .isEqualTo(204);
        assertThat(get("/audit?operation=revokeToken").body().path("items").findValuesAsString("outcome"))
                .containsExactly("done");
    }

    @Test
    void metricsCountRequests() throws Exception {
        get("/services");
        assertThat(get("/metrics").status()).isEqualTo(200);

        assertThat(api.text("/metrics"))
                .contains("http_requests_total{method=\"GET\",route=\"/services\",status=\"200\"}");
    }

    @Test
    void spaceOfAllDataIsShownWithHowLongTheyAreKept() throws Exception {
        var disk = get("/disk");

        assertThat(disk.status()).isEqualTo(200);
        assertThat(disk.body().path("items").findValuesAsString("kind"))
                .contains(
                        "workflows",
                        "artifacts",
                        "repositories",
                        "pipeline runs",
                        "pipeline results",
                        "pipeline caches",
                        "builds",
                        "build cache",
                        "releases",
                        "service logs",
                        "databases",
                        "tool caches of jobs",
                        "tool caches of builds",
                        "waivers",
                        "audit log",
                        "platform logs");
        disk.body()
                .path("items")
                .forEach(use -> assertThat(use.path("kept").asString()).isNotEmpty());
    }
}
