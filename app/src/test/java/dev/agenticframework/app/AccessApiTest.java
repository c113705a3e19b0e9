package dev.agenticframework.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Who may do what, over HTTP, in an installation whose `agentic.yaml` grants roles to teams.
class AccessApiTest {
    private static final String ACCESS = """
            access:
              teams:
                payments: {members: [ann, "group:payments"], services: [orders, "payments-*", parcels]}
                shipping: {members: [bob], services: [labels]}
              grants:
                - {role: developer, to: ["team:payments", "team:shipping"], environments: [dev, staging], services: own}
                - {role: approver, to: [grace], environments: [production]}
                - {role: operator, to: [olga], environments: [production], services: ["team:payments"]}
                - {role: viewer, to: [victor], services: [labels]}
                - {role: signaller, to: ["service:ci"], services: [orders]}
            """;

    @TempDir
    static Path home;

    private static RunningApi api;
    private static String commit;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        api = Releases.start(home, ACCESS);
        commit = Releases.repository(home, "parcels");
        Releases.repository(home, "labels");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static String generate(String service) {
        return """
                {"plan": [{"id": "t1", "agent": "codegen", "action": "generate-code", "inputs": {
                  "serviceName": "SERVICE", "template": "microservice-rest-api",
                  "parameters": "{\\"serviceName\\": \\"SERVICE\\", \\"language\\": \\"go\\"}"}}]}""".replace("SERVICE", service);
    }

    private static String release(String service, String environment) {
        return Releases.plan(service, environment, commit);
    }

    private static RunningApi.Answer as(String name, String method, String path, String body)
            throws IOException, InterruptedException {
        return api.send(method, path, api.token(name), body);
    }

    @ParameterizedTest
    @CsvSource({
        "ann, orders, 201",
        "ann, payments-api, 201",
        "ann, labels, 403",
        "bob, labels, 201",
        "bob, orders, 403",
        "grace, orders, 403",
        "victor, labels, 403",
        "nobody, orders, 403"
    })
    void developersStartWorkForTheServicesOfTheirTeam(String name, String service, int status) throws Exception {
        var answer = as(name, "POST", "/workflows", generate(service));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(status == 403 ? "NOT_ALLOWED" : "");
    }

    @Test
    void groupThatHasTheNameOfARoleGivesNothingHereExceptForAdmin() throws Exception {
        String developer = api.token("eve", "developer");

        assertThat(api.send("POST", "/workflows", developer, generate("orders")).code())
                .isEqualTo("NOT_ALLOWED");
        assertThat(api.send("GET", "/workflows", developer, "").code()).isEqualTo("NOT_ALLOWED");
        assertThat(api.send("GET", "/services", developer, "").code()).isEqualTo("NOT_ALLOWED");
        assertThat(api.post("/workflows", generate("labels")).status()).isEqualTo(201);
    }

    @Test
    void environmentsOfTasksCountAndLabelsDoNot() throws Exception {
        assertThat(as("ann", "POST", "/workflows", release("parcels", "staging"))
                        .status())
                .isEqualTo(201);
        var production = as("ann", "POST", "/workflows", release("parcels", "production"));
        assertThat(production.code()).isEqualTo("NOT_ALLOWED");
        assertThat(production.body().path("detail").asString()).contains("'parcels' in 'production'");
        assertThat(as("ann", "POST", "/deploy", "{\"service\": \"parcels\", \"environment\": \"production\"}")
                        .code())
                .isEqualTo("NOT_ALLOWED");
    }

    @Test
    void repositoryOfAnotherTeamCannotBeUsedUnderAnotherServicesName() throws Exception {
        String plan =
                release("parcels", "staging").replace("\"repository\": \"parcels\"", "\"repository\": \"labels\"");

        assertThat(as("ann", "POST", "/workflows", plan).code()).isEqualTo("NOT_ALLOWED");
        assertThat(as("ann", "POST", "/workflows", plan.replace("\"plan\"", "\"dryRun\": true, \"plan\""))
                        .code())
                .isEqualTo("NOT_ALLOWED");
    }

    @Test
    void rollingBackAndRemovingNeedTheRightToOperateThere() throws Exception {
        String parcels = "{\"service\": \"parcels\", \"environment\": \"production\"}";

        assertThat(as("ann", "POST", "/rollback", parcels).code()).isEqualTo("NOT_ALLOWED");
        assertThat(as("olga", "POST", "/rollback", parcels).code()).isEqualTo("SERVICE_NOT_FOUND");
        assertThat(as("olga", "POST", "/rollback", parcels.replace("parcels", "labels"))
                        .code())
                .isEqualTo("NOT_ALLOWED");
        assertThat(as("ann", "DELETE", "/services/parcels?environment=production", "")
                        .code())
                .isEqualTo("NOT_ALLOWED");
        assertThat(as("olga", "DELETE", "/services/parcels?environment=production", "")
                        .code())
                .isEqualTo("SERVICE_NOT_FOUND");
    }

    @Test
    void taskThatRollsBackInAWrittenPlanNeedsTheRightToOperateThereToo() throws Exception {
        String plan = """
                {"plan": [{"id": "t1", "agent": "deployment", "action": "rollback", "inputs": {
                  "serviceName": "parcels", "environment": "production"}}]}""";

        assertThat(as("ann", "POST", "/workflows", plan).code()).isEqualTo("NOT_ALLOWED");
        assertThat(as("olga", "POST", "/workflows", plan.replace("production", "staging"))
                        .code())
                .isEqualTo("NOT_ALLOWED");
        assertThat(as("olga", "POST", "/workflows", plan).status()).isEqualTo(201);
    }

    @Test
    void taskIsApprovedByWhoMayApproveInItsEnvironment() throws Exception {
        var started = api.post("/workflows", release("parcels", "production"));
        String workflow = "/workflows/" + started.body().path("workflowId").asString();
        Optional<JsonNode> waiting;
        do {
            waiting = api.get(workflow)
                    .body()
                    .path("tasks")
                    .valueStream()
                    .filter(one -> one.has("approval"))
                    .findFirst();
        } while (waiting.isEmpty());
        JsonNode task = waiting.get();
        String vote = "{\"digest\": \"" + task.path("approval").path("digest").asString() + "\"}";

        assertThat(as("ann", "POST", workflow + "/tasks/t2/approve", vote).code())
                .isEqualTo("NOT_ALLOWED");
        assertThat(as("victor", "POST", workflow + "/tasks/t2/deny", vote).code())
                .isEqualTo("NOT_ALLOWED");
        assertThat(as("ann", "POST", workflow + "/cancel", "").code()).isEqualTo("NOT_ALLOWED");
        assertThat(as("ann", "GET", workflow, "").code()).isEqualTo("NOT_ALLOWED");
        assertThat(as("grace", "POST", workflow + "/tasks/t2/deny", vote).status())
                .isEqualTo(200);
    }

    @Test
    void eachSeesTheirOwnWorkflowsOnly() throws Exception {
        String orders = api.post("/workflows", generate("orders"))
                .body()
                .path("workflowId")
                .asString();
        String labels = api.post("/workflows", generate("labels"))
                .body()
                .path("workflowId")
                .asString();

        assertThat(listed("victor")).contains(labels).doesNotContain(orders);
        assertThat(listed("ann")).contains(orders).doesNotContain(labels);
        assertThat(as("victor", "GET", "/workflows/" + labels, "").status()).isEqualTo(200);
        for (String part : List.of("", "/history", "/events", "/tasks/t1/log")) {
            assertThat(as("victor", "GET", "/workflows/" + orders + part, "").code())
                    .as(part)
                    .isEqualTo("NOT_ALLOWED");
        }
        for (String verb : List.of("cancel", "pause", "resume", "retry", "tasks/t1/replay")) {
            assertThat(as("victor", "POST", "/workflows/" + labels + "/" + verb, "")
                            .code())
                    .as(verb)
                    .isEqualTo("NOT_ALLOWED");
        }
    }

    private static List<String> listed(String name) throws IOException, InterruptedException {
        return as(name, "GET", "/workflows?limit=500", "").body().path("items").findValuesAsString("workflowId");
    }

    @Test
    void serviceAccountHasTheRolesThatAreGrantedToIt() throws Exception {
        String id = api.post("/workflows", generate("orders"))
                .body()
                .path("workflowId")
                .asString();
        api.ended(id);
        var issued = api.post("/tokens", "{\"serviceAccount\": \"ci\", \"groups\": [\"developer\"], \"hours\": 1}");
        String token = issued.body().path("token").asString();

        var signalled =
                api.send("POST", "/workflows/" + id + "/tasks/t1/signal", token, "{\"handle\": \"pipeline/1\"}");

        assertThat(signalled.status()).as(signalled.body().toString()).isEqualTo(202);
        assertThat(api.send("POST", "/workflows", token, generate("orders")).code())
                .isEqualTo("NOT_ALLOWED");
    }

    @Test
    void onlyAdministratorsManageTokens() throws Exception {
        for (String name : List.of("ann", "olga", "grace")) {
            assertThat(as(name, "GET", "/tokens", "").code()).isEqualTo("NOT_ALLOWED");
            assertThat(as(name, "DELETE", "/tokens?subject=ada", "").code()).isEqualTo("NOT_ALLOWED");
        }
    }

    @Test
    void operatorSeesTheEntriesOfTheirServicesInTheAuditLog() throws Exception {
        as("olga", "DELETE", "/services/parcels?environment=production", "");
        as("olga", "DELETE", "/services/labels?environment=production", "");

        assertThat(as("ann", "GET", "/audit", "").code()).isEqualTo("NOT_ALLOWED");
        var seen =
                as("olga", "GET", "/audit?operation=removeService", "").body().path("items");
        assertThat(seen.findValuesAsString("service")).contains("parcels").doesNotContain("labels");
        var all = api.get("/audit?operation=removeService").body().path("items");
        assertThat(all.findValuesAsString("service")).contains("parcels", "labels");
    }

    @Test
    void commandExplainsTheDecision(@TempDir Path other) throws Exception {
        Files.writeString(other.resolve("agentic.yaml"), ACCESS);
        var identity = RunningApi.installation(other).identity();

        var allowed = identity.check("ann", List.of(), "start", "orders", "dev");
        var denied = identity.check("ann", List.of(), "start", "orders", "production");

        assertThat(allowed.path("allowed").asBoolean()).isTrue();
        assertThat(allowed.path("reason").asString())
                .startsWith("agentic.yaml:6 allows it: developer for team:payments");
        assertThat(denied.path("allowed").asBoolean(true)).isFalse();
        assertThat(denied.path("reason").asString()).contains("No grant in agentic.yaml gives 'ann'");
    }
}
