package dev.agenticframework.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A client of the platform's HTTP API.
final class Api {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String url;
    private final String token;

    Api(String url, String token) {
        this.url = url;
        this.token = token;
    }

    JsonNode get(String path) {
        return send(request(path).GET());
    }

    JsonNode post(String path, Object body) {
        return post(path, body, Map.of());
    }

    JsonNode post(String path, Object body, Map<String, String> headers) {
        var request = request(path).header("Content-Type", "application/json");
        headers.forEach(request::header);
        return send(request.POST(HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body))));
    }

    JsonNode delete(String path) {
        return send(request(path).DELETE());
    }

    /// Follows a workflow's events until they end or the listener has enough.
    ///
    /// @param after the sequence of the last event that is already known
    /// @param more receives the data of each event; returns false to stop
    /// @return true when the events ended or the listener stopped; false when the connection was lost
    boolean follow(String workflowId, long after, Predicate<JsonNode> more) {
        var request = request("/workflows/" + workflowId + "/events")
                .GET()
                .header("Last-Event-ID", Long.toString(after))
                .timeout(Duration.ofDays(1))
                .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw problem(response.statusCode(), response.body().readAllBytes());
            }
            try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                String line = lines.readLine();
                while (line != null && !line.equals("event: end")) {
                    if (line.startsWith("data: ") && !more.test(Json.MAPPER.readTree(line.substring(6)))) {
                        return true;
                    }
                    line = lines.readLine();
                }
                return line != null;
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() >= 400) {
                throw problem(response.statusCode(), response.body());
            }
            return response.body().length == 0 ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private static CommandFailure problem(int status, byte[] body) {
        try {
            JsonNode problem = Json.MAPPER.readTree(body);
            String code = problem.path("code").asString("HTTP_" + status);
            return new CommandFailure(
                    exit(status, code),
                    code,
                    problem.path("detail").asString(""),
                    problem.path("remedy").asString(""),
                    problem);
        } catch (JacksonException e) {
            return new CommandFailure(
                    ExitCode.PLATFORM,
                    "HTTP_" + status,
                    "The platform answered with HTTP status " + status + ", without an error document.",
                    "Read its log. Show the path: agentic status");
        }
    }

    private static ExitCode exit(int status, String code) {
        return switch (status) {
            case 404 -> ExitCode.NOT_FOUND;
            case 422 -> code.equals("REQUEST_UNCLEAR") ? ExitCode.UNCLEAR : ExitCode.UNAVAILABLE;
            default -> status >= 500 ? ExitCode.PLATFORM : ExitCode.REFUSED;
        };
    }

    private CommandFailure unreachable(Exception e) {
        return new CommandFailure(
                ExitCode.PLATFORM,
                "PLATFORM_UNREACHABLE",
                "The platform at " + url + " does not answer: " + e.getClass().getSimpleName() + ".",
                "Start it: agentic up");
    }
}
