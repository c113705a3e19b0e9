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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/workflows/wf-1/tasks/t1/signal", exchange -> answer(exchange, true));
        server.createContext("/workflows/wf-1/tasks/t2/signal", exchange -> answer(exchange, false));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange, boolean accepted) throws IOException {
        received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var bytes = ("{\"accepted\": " + accepted + "}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(202, bytes.length);
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

    private String printed() {
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void handleAndPayloadAreSent() {
        int code = run("workflow", "signal", "wf-1", "t1", "--handle", "pipeline/42", "--payload", "{\"ok\": true}");

        assertThat(code).isZero();
        assertThat(received).containsExactly("{\"handle\":\"pipeline/42\",\"payload\":{\"ok\":true}}");
        assertThat(printed()).isEqualTo("The signal is accepted.");
    }

    @Test
    void signalThatChangesNothingIsNoError() {
        int code = run("workflow", "signal", "wf-1", "t2", "--handle", "pipeline/42");

        assertThat(code).isZero();
        assertThat(received).containsExactly("{\"handle\":\"pipeline/42\"}");
        assertThat(printed()).startsWith("The signal changed nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "done", "[]", "{", "null"})
    void payloadThatIsNotAJsonObjectIsAUsageError(String payload) {
        int code = run("workflow", "signal", "wf-1", "t1", "--handle", "pipeline/42", "--payload", payload);

        assertThat(code).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("PAYLOAD_INVALID");
        assertThat(received).isEmpty();
    }
}
