package dev.agenticframework.app;

import dev.agenticframework.agentapi.FailureException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/// Runs the platform briefly with an empty home directory, so that the JVM can record what to put into its
/// start-up cache.
final class Rehearsal {
    private static final String SENTENCE = "Create a Python REST service called rehearsal without a database in dev";
    // Often enough for the cache to record which code to compile first.
    private static final int REPEATS = 500;
    private static final int FAILED = 1;

    private Rehearsal() {}

    static int run(Installation installation) {
        try {
            PrivateHome.prepare(installation.home());
            Logs.toFile(installation.settings().file("logs"));
            try (var platform = Platform.start(
                            installation, Connectors.ALL, UUID.randomUUID().toString());
                    var http = HttpClient.newHttpClient()) {
                platform.listen(0);
                installation.offline().plan(SENTENCE);
                String token = installation.token("rehearsal", Set.of("admin"), Duration.ofMinutes(5));
                for (String path :
                        new String[] {"/health", "/workflows", "/services", "/metrics", "/openapi.json", "/templates"
                        }) {
                    send(http, request(platform.url() + path, token).GET());
                }
                String body = "{\"request\": \"" + SENTENCE + "\", \"dryRun\": true}";
                for (int i = 0; i < REPEATS; i++) {
                    send(
                            http,
                            request(platform.url() + "/workflows", token)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(body)));
                }
            }
            return 0;
        } catch (FailureException | IOException e) {
            System.err.println(e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static HttpRequest.Builder request(String url, String token) {
        return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token);
    }

    private static void send(HttpClient http, HttpRequest.Builder request) throws IOException, InterruptedException {
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
