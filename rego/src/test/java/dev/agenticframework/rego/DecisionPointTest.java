package dev.agenticframework.rego;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.agenticframework.rego.value.BooleanValue;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.StringValue;
import dev.agenticframework.rego.value.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecisionPointTest {
    private static final Value ALICE = ObjectValue.of("user", StringValue.of("alice"));

    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/v1/data/authz/allow", 200, "{\"result\": true}");
        answer("/v1/data/authz/other", 200, "{}");
        answer("/v1/data/broken", 500, "{}");
        server.start();
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private RemoteOpa remote() {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new RemoteOpa(address, null, Duration.ofSeconds(5));
    }

    private static DecisionPoint local() {
        String source = "package authz\n\nallow if input.user == \"alice\"\n";
        Compilation compiled = Rego.compile(Map.of("authz.rego", source), ObjectValue.EMPTY);
        return new LocalDecisions(((Compilation.Compiled) compiled).policy());
    }

    @Test
    void localAndRemoteAnswerAlike() {
        try (RemoteOpa remote = remote()) {
            for (DecisionPoint point : new DecisionPoint[] {local(), remote}) {
                assertThat(point.decide("data.authz.allow", ALICE))
                        .isEqualTo(new DecisionPoint.Decision.Defined(BooleanValue.TRUE));
                assertThat(point.decide("data.authz.other", ALICE)).isEqualTo(new DecisionPoint.Decision.Undefined());
            }
        }
    }

    @Test
    void refusalOfTheServerIsAFailureWithACode() {
        try (RemoteOpa remote = remote()) {
            assertThat(remote.decide("data.broken", null))
                    .isEqualTo(new DecisionPoint.Decision.Failed("opa_refused", "OPA answered with status 500"));
        }
    }
}
