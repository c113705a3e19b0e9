package dev.agenticframework.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final String ENDED = """
            {"workflowId": "wf-1", "status": "completed", "parameters": {}, "services": [],
             "tasks": [{"taskId": "t1", "agent": "codegen", "title": "Generate", "status": "completed"}]}""";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> resumedAfter = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/workflows/wf-1", exchange -> answer(exchange, ENDED));
        server.createContext("/workflows/wf-1/events", this::stream);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /// The first stream breaks off after two events, the second goes on to the end.
    private void stream(HttpExchange exchange) throws IOException {
        resumedAfter.add(exchange.getRequestHeaders().getFirst("Last-Event-ID"));
        answer(
                exchange,
                resumedAfter.size() == 1
                        ? event(1, "workflow.created") + event(2, "task.started")
                        : event(3, "task.completed") + event(4, "workflow.completed") + "event: end\ndata: {}\n\n");
    }

    private static String event(int sequence, String type) {
        return "id: " + sequence + "\nevent: " + type + "\ndata: {\"sequence\": " + sequence
                + ", \"at\": \"now\", \"type\": \"" + type + "\"}\n\n";
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int run(String... arguments) {
        var screen = new Screen(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                80);
        var host = new EmptyHost("http://127.0.0.1:" + server.getAddress().getPort());
        return Agentic.run(host, screen, List.of(), arguments);
    }

    @Test
    void watchGoesOnAfterTheLastEventWhereTheConnectionBroke() {
        int code = run("workflow", "watch", "wf-1");

        assertThat(code).isZero();
        assertThat(resumedAfter).containsExactly("0", "2");
        assertThat(out.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("now")))
                .containsExactly(
                        "now workflow.created", "now task.started", "now task.completed", "now workflow.completed");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Lost the connection");
    }

    @Test
    void documentIsAllThatIsPrintedWhereJsonIsAskedFor() {
        run("workflow", "watch", "wf-1", "--json");

        assertThat(Json.MAPPER.readTree(out.toByteArray()).path("status").asString())
                .isEqualTo("completed");
    }
}
