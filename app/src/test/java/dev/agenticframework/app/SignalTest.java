package dev.agenticframework.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.engine.Resumption;
import dev.agenticframework.runtime.WorkerProcess;
import dev.agenticframework.runtimeembedded.FileArtifactStore;
import dev.agenticframework.runtimeembedded.WorkerSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A system outside reports, over HTTP, that the work that a task waits for has ended.
class SignalTest {
    private static final String HANDLE = "pipeline/42";
    private static final String SIGNAL =
            "{\"handle\": \"pipeline/42\", \"payload\": {\"status\": \"success\", \"job\": null}}";
    private static final String GENERATE = """
            {"plan": [{"id": "t1", "agent": "codegen", "action": "generate-code", "inputs": {
              "serviceName": "orders", "template": "microservice-rest-api",
              "parameters": "{\\"serviceName\\": \\"orders\\", \\"language\\": \\"go\\"}"}}]}""";

    @TempDir
    private static Path home;

    private static RunningApi api;
    private static WorkerProcess worker;
    private static Thread working;

    /// Waits for a pipeline, and says in its summary what it was told.
    private static final class WaitingAgent implements Agent {
        @Override
        public String name() {
            return "codegen";
        }

        @Override
        public List<Capability> capabilities() {
            return List.of();
        }

        @Override
        public TaskResult perform(TaskContext task) {
            if (task.resumption().isPresent()) {
                String told = task.resumption().get() instanceof Resumption.Signalled signalled
                        ? signalled.payload()
                        : "nothing";
                return TaskResult.succeeded(Outputs.NONE, "Told: " + told);
            }
            var now = task.now();
            return TaskResult.suspended(
                    task.key().waiter(HANDLE), now.plus(Duration.ofHours(1)), now.plus(Duration.ofHours(2)));
        }
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        api = new RunningApi(home);
        worker = new WorkerProcess(
                "outside",
                Map.of("codegen", 1),
                List.of(new WaitingAgent()),
                new FileArtifactStore(home.resolve("worker")),
                Clock.systemUTC(),
                () -> WorkerSocket.dial(home.resolve("run")));
        working = Thread.startVirtualThread(() -> {
            try {
                worker.run();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @AfterAll
    static void stop() throws InterruptedException {
        worker.close();
        working.join();
        api.close();
    }

    /// A workflow whose task is suspended. Until the worker has joined, the platform's own agent does the task.
    private static String suspended() throws IOException, InterruptedException {
        while (true) {
            String id =
                    api.post("/workflows", GENERATE).body().path("workflowId").asString();
            JsonNode workflow;
            do {
                Thread.sleep(20);
                workflow = api.get("/workflows/" + id).body();
                if (task(workflow).has("suspension")) {
                    return id;
                }
            } while (workflow.path("status").asString().equals("in_progress"));
        }
    }

    private static JsonNode task(JsonNode workflow) {
        return workflow.path("tasks").get(0);
    }

    private static RunningApi.Answer signal(String workflow, String token, String body)
            throws IOException, InterruptedException {
        return api.send("POST", "/workflows/" + workflow + "/tasks/t1/signal", token, body);
    }

    @Test
    void signalResumesTheTaskThatWaitsForItAndALateOneChangesNothing() throws Exception {
        String id = suspended();

        var inTime = signal(id, api.admin(), SIGNAL);

        assertThat(inTime.status()).as(inTime.body().toString()).isEqualTo(202);
        assertThat(inTime.body().toString())
                .isEqualTo("{\"workflowId\":\"" + id
                        + "\",\"taskId\":\"t1\",\"handle\":\"pipeline/42\",\"accepted\":true}");
        var ended = api.ended(id);
        assertThat(ended.path("status").asString()).isEqualTo("completed");
        assertThat(task(ended).path("summary").asString()).isEqualTo("Told: {\"status\":\"success\",\"job\":null}");
        var late = signal(id, api.admin(), SIGNAL);
        assertThat(late.status()).isEqualTo(202);
        assertThat(late.body().path("accepted").asBoolean(true)).isFalse();
    }

    @Test
    void signalForAnotherHandleIsKeptAndTheTaskStaysSuspended() throws Exception {
        String id = suspended();

        var first = signal(id, api.admin(), "{\"handle\": \"rollout/7\"}");
        var again = signal(id, api.admin(), "{\"handle\": \"rollout/7\"}");

        assertThat(first.body().path("accepted").asBoolean()).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(task(api.get("/workflows/" + id).body()).has("suspension")).isTrue();
        var history = api.get("/workflows/" + id + "/history").body().path("items");
        assertThat(history.findValuesAsString("type")).containsOnlyOnce("signal.received");
    }

    @Test
    void tokenForSignalsSignalsAndReadsAndDoesNothingElse() throws Exception {
        String id = suspended();
        String signaller = api.token("gitlab", "signaller", Duration.ofHours(1));
        String viewer = api.token("eve", "viewer", Duration.ofHours(1));

        assertThat(signal(id, viewer, SIGNAL).code()).isEqualTo("NOT_ALLOWED");
        assertThat(api.send("POST", "/workflows/" + id + "/cancel", signaller, "")
                        .code())
                .isEqualTo("NOT_ALLOWED");
        assertThat(api.send("GET", "/workflows/" + id, signaller, "").status()).isEqualTo(200);
        assertThat(signal(id, signaller, SIGNAL).status()).isEqualTo(202);
    }

    @Test
    void signalThatIsTooLargeOrForAnUnknownTaskIsRefused() throws Exception {
        String id = suspended();
        String large = "{\"handle\": \"pipeline/42\", \"payload\": {\"log\": \"" + "x".repeat(64 * 1024) + "\"}}";

        assertThat(signal(id, api.admin(), large).code()).isEqualTo("SIGNAL_TOO_LARGE");
        assertThat(api.post("/workflows/" + id + "/tasks/t9/signal", SIGNAL).code())
                .isEqualTo("TASK_NOT_FOUND");
        assertThat(signal(id, api.admin(), "{\"handle\": \"" + "x".repeat(201) + "\"}")
                        .code())
                .isEqualTo("FIELD_INVALID");
    }
}
