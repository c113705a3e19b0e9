package dev.agenticframework.app;

import dev.agenticframework.agentapi.connect.Connector;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole platform with its HTTP API, used over real connections. Every answer is held to `/openapi.json`.
final class RunningApi implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Installation installation;
    private final Platform platform;
    private final String admin;
    private final Contract contract;

    /// An answer.
    ///
    /// @param type its media type
    /// @param body an empty object when it is not a JSON object
    record Answer(int status, String type, JsonNode body) {
        String code() {
            return body.path("code").asString("");
        }
    }

    RunningApi(Path home) throws IOException, InterruptedException {
        this(home, Connectors.ALL);
    }

    /// @param connectors the kinds of systems that the `agentic.yaml` of the home can name
    RunningApi(Path home, List<Connector> connectors) throws IOException, InterruptedException {
        installation = installation(home);
        platform = Platform.start(installation, connectors, "test");
        platform.listen(0);
        admin = token("ada", "admin", Duration.ofHours(1));
        contract = new Contract(MAPPER.readTree(text("/openapi.json")));
    }

    /// An installation whose platform is not started.
    static Installation installation(Path home) {
        return new Installation(new Settings(
                home,
                Path.of("..").toAbsolutePath().normalize(),
                Path.of(System.getProperty("java.home")),
                Optional.empty(),
                System.getenv()));
    }

    String url() {
        return platform.url();
    }

    String admin() {
        return admin;
    }

    Contract contract() {
        return contract;
    }

    Installation installation() {
        return installation;
    }

    String token(String name, String group, Duration validity) {
        return installation.token(name, Set.of(group), validity);
    }

    String token(String name, String... groups) {
        return installation.token(name, Set.of(groups), Duration.ofHours(1));
    }

    Answer send(String method, String path, String token, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        String type = response.headers().firstValue("content-type").orElse("");
        var json = type.endsWith("json") ? MAPPER.readTree(response.body()) : MAPPER.createObjectNode();
        contract.check(method, path, response.statusCode(), type, json);
        return new Answer(response.statusCode(), type, json);
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, admin, body);
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, admin, "");
    }

    /// The text of an answer that is not JSON.
    String text(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Authorization", "Bearer " + admin)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /// An answer whose body is read as it comes.
    HttpResponse<InputStream> open(String path, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url() + path)).header("Authorization", "Bearer " + token);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /// The data of a workflow's events until its end, each held to its schema, and all lines of the stream.
    List<String> events(String workflow) throws IOException, InterruptedException {
        var lines = text("/workflows/" + workflow + "/events").lines().toList();
        lines.stream()
                .filter(line -> line.startsWith("data: ") && !line.equals("data: {}"))
                .forEach(line -> contract.checkEvent(MAPPER.readTree(line.substring("data: ".length()))));
        return lines;
    }

    JsonNode ended(String workflow) throws IOException, InterruptedException {
        while (true) {
            var now = get("/workflows/" + workflow).body();
            if (Set.of("completed", "failed", "cancelled")
                    .contains(now.path("status").asString())) {
                return now;
            }
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        platform.close();
        http.close();
    }
}
