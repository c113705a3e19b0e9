package dev.agenticframework.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Traces as a collector gets them: OTLP over HTTP, protobuf.
class TracesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final String GENERATE = """
            {"plan": [{"id": "t1", "agent": "codegen", "action": "generate-code", "inputs": {
              "serviceName": "orders", "template": "microservice-rest-api",
              "parameters": "{\\"serviceName\\": \\"orders\\", \\"language\\": \\"go\\"}"}}]}""";

    private final List<OtlpSpan> collected = new CopyOnWriteArrayList<>();

    @Test
    void requestWorkflowAndTaskAreOneTraceThatBeganWithTheCaller(@TempDir Path home) throws Exception {
        var collector = collector();
        try {
            run(home, "http://127.0.0.1:" + collector.getAddress().getPort());
        } finally {
            collector.stop(0);
        }

        var request = span("POST /workflows");
        var workflow = span("workflow ");
        var task = span("codegen.generate-code");
        assertThat(List.of(request, workflow, task)).extracting(OtlpSpan::trace).containsOnly(TRACE);
        assertThat(request.parent()).isEqualTo(CALLER);
        assertThat(workflow.parent()).isEqualTo(request.id());
        assertThat(task.parent()).isEqualTo(workflow.id());
    }

    private OtlpSpan span(String name) {
        return collected.stream()
                .filter(span -> span.name().equals(name))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new AssertionError("no span '" + name + "' in " + collected));
    }

    private HttpServer collector() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            collected.addAll(OtlpSpan.in(exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static void run(Path home, String endpoint) throws IOException, InterruptedException {
        var installation = new Installation(new Settings(
                home,
                Path.of("..").toAbsolutePath().normalize(),
                Path.of(System.getProperty("java.home")),
                Optional.of(endpoint),
                Map.of("PATH", System.getenv("PATH"))));
        try (var platform = Platform.start(installation, Connectors.ALL, "test");
                var http = HttpClient.newHttpClient()) {
            platform.listen(0);
            String token = installation.token("ada", Set.of("admin"), Duration.ofHours(1));
            var start = HttpRequest.newBuilder(URI.create(platform.url() + "/workflows"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                    .POST(HttpRequest.BodyPublishers.ofString(GENERATE))
                    .build();
            String id = new JsonMapper()
                    .readTree(http.send(start, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .path("workflowId")
                    .asString();
            var events = HttpRequest.newBuilder(URI.create(platform.url() + "/workflows/" + id + "/events"))
                    .header("Authorization", "Bearer " + token)
                    .build();
            http.send(events, HttpResponse.BodyHandlers.ofString());
        }
    }
}
