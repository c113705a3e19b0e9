package dev.agenticframework.rego;

import dev.agenticframework.rego.source.RegoError;
import dev.agenticframework.rego.value.JsonText;
import dev.agenticframework.rego.value.ObjectValue;
import dev.agenticframework.rego.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides with the help of an OPA server and its REST API (`POST /v1/data/...`).
public final class RemoteOpa implements DecisionPoint, AutoCloseable {
    private static final int MAX_ANSWER_BYTES = 64 * 1024 * 1024;
    private static final int OK = 200;

    private final URI server;
    private final @Nullable String token;
    private final Duration timeout;
    private final HttpClient client;

    /// Creates a client, without connecting.
    ///
    /// @param server such as `http://127.0.0.1:8181`
    /// @param token the bearer token to send, or null
    /// @param timeout for connecting, and for each request
    public RemoteOpa(URI server, @Nullable String token, Duration timeout) {
        this.server = server;
        this.token = token;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Decision decide(String path, @Nullable Value input) {
        String body = JsonText.write(input == null ? ObjectValue.EMPTY : ObjectValue.of("input", input));
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path))
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return decision(client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException unreachable) {
            return new Decision.Failed(
                    "opa_unreachable", "cannot reach OPA at " + server + ": " + unreachable.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Decision.Failed(RegoError.CANCEL, "interrupted while waiting for OPA");
        }
    }

    private URI address(String path) {
        List<String> steps = new ArrayList<>();
        for (String step : path.split("\\.", -1)) {
            steps.add(URLEncoder.encode(step, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        String below = String.join("/", steps.subList(1, steps.size()));
        return server.resolve("/v1/data/" + below);
    }

    private static Decision decision(HttpResponse<InputStream> response) throws IOException {
        byte[] content;
        try (InputStream body = response.body()) {
            content = body.readNBytes(MAX_ANSWER_BYTES + 1);
        }
        if (content.length > MAX_ANSWER_BYTES) {
            return new Decision.Failed(
                    "opa_malformed_answer", "the answer of OPA has more than " + MAX_ANSWER_BYTES + " bytes");
        }
        if (response.statusCode() != OK) {
            return new Decision.Failed("opa_refused", "OPA answered with status " + response.statusCode());
        }
        try {
            Value result = JsonText.parse(content) instanceof ObjectValue answer ? answer.get("result") : null;
            return result == null ? new Decision.Undefined() : new Decision.Defined(result);
        } catch (JsonText.InvalidJson malformed) {
            return new Decision.Failed("opa_malformed_answer", String.valueOf(malformed.getMessage()));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
