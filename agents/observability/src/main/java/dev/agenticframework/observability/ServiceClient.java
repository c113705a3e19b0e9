package dev.agenticframework.observability;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Calls a deployed service through its gateway. Responses are not trusted: how much of them is read is bounded.
final class ServiceClient {

    static final int MAX_BODY_BYTES = 4 << 20;

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final HttpClient client;
    private final String base;
    private final String traceparent;

    /// @param traceparent the trace context of the calls; empty for none
    /// @throws FailureException `SERVICE_ADDRESS_INVALID`
    ServiceClient(String url, String traceparent) {
        this.traceparent = traceparent;
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        if (!url.matches("https?://[^\\s]+")) {
            throw new FailureException(Failure.internal(
                    "SERVICE_ADDRESS_INVALID",
                    "The platform says that the service answers at '" + url + "'.",
                    "Check the platform that runs the service: its address must start with http or https."));
        }
    }

    /// A response of the service.
    ///
    /// @param status 0 when there was no response
    record Answer(int status, String body, Optional<String> location) {
        boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    Answer get(String path) throws InterruptedException {
        return send(request(path).GET());
    }

    Answer delete(String path) throws InterruptedException {
        return send(request(path).DELETE());
    }

    Answer post(String path, String json) throws InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER)
                .header("User-Agent", "agentic-probe")
                .header("Accept", "application/json, text/plain;q=0.5, */*;q=0.1");
        return traceparent.isEmpty() ? request : request.header("traceparent", traceparent);
    }

    private Answer send(HttpRequest.Builder request) throws InterruptedException {
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                var text = new String(body.readNBytes(MAX_BODY_BYTES), StandardCharsets.UTF_8);
                return new Answer(
                        response.statusCode(), text, response.headers().firstValue("Location"));
            }
        } catch (IOException e) {
            return new Answer(0, "", Optional.empty());
        }
    }
}
