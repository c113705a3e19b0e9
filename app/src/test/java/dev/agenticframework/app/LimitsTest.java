package dev.agenticframework.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nobody takes the platform from others.
class LimitsTest {
    @TempDir
    static Path home;

    private static RunningApi api;
    private static String events;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        api = Releases.start(home, "");
        String commit = Releases.repository(home, "parcels");
        var started = api.post("/workflows", Releases.plan("parcels", "production", commit));
        events = "/workflows/" + started.body().path("workflowId").asString() + "/events";
        new Beacon(ProcessHandle.current().pid(), api.url(), "test", "none")
                .write(api.installation().beacon());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void callerWithTooManyEventStreamsIsRefusedAndOthersAreServed() throws Exception {
        String greedy = api.token("greedy", "viewer");
        var open = new ArrayList<InputStream>();
        try {
            var answer = api.open(events, greedy);
            while (answer.statusCode() == 200) {
                open.add(answer.body());
                answer = api.open(events, greedy);
            }

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(new String(answer.body().readAllBytes())).contains("TOO_MANY_STREAMS");
            assertThat(open).hasSize(50);
            var other = api.open(events, api.token("modest", "viewer"));
            assertThat(other.statusCode()).isEqualTo(200);
            open.add(other.body());
        } finally {
            for (InputStream stream : open) {
                stream.close();
            }
        }
    }

    /// Does not end on a platform that leaves the stream open.
    @Test
    void openEventStreamEndsWhenItsTokenIsRevoked() throws Exception {
        var issued = api.installation().identity().issue("sue", Set.of("viewer"), Duration.ofHours(1), "root");
        var stream = api.open(events, issued.path("token").asString());
        assertThat(stream.statusCode()).isEqualTo(200);

        api.installation().identity().revoke(issued.path("id").asString(), "root");

        try (var body = stream.body()) {
            assertThat(new String(body.readAllBytes())).doesNotContain("event: end");
        }
    }

    @Test
    void requestsWithoutAValidTokenAreLimitedAndThoseWithOneAreServed() throws Exception {
        for (String token : List.of("", "a.b.c")) {
            Map<Integer, Integer> counts = flood("/workflows", token);

            assertThat(counts.keySet()).as(counts.toString()).contains(429).isSubsetOf(401, 429);
            assertThat(api.get("/workflows").status()).isEqualTo(200);
        }
        assertThat(flood("/nowhere", "").keySet()).contains(429).isSubsetOf(404, 429);
    }

    @Test
    void statusIsRightWhileSomebodyFloodsTheCheckOfHealth() throws Exception {
        Map<Integer, Integer> counts = flood("/health", "");

        assertThat(counts.keySet()).as(counts.toString()).contains(429);
        assertThat(api.installation().running()).isPresent();
        assertThat(api.send("GET", "/openapi.json", "", "").status()).isEqualTo(200);
    }

    /// Sends many requests over one connection, without waiting for answers; how many had each status.
    private static Map<Integer, Integer> flood(String path, String token) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n");
        String all = (request + "\r\n").repeat(1_000) + request + "Connection: close\r\n\r\n";
        var counts = new TreeMap<Integer, Integer>();
        Pattern.compile("HTTP/1\\.1 (\\d{3}) ")
                .matcher(RawRequest.of(all).text(api.url()))
                .results()
                .forEach(answer -> counts.merge(Integer.valueOf(answer.group(1)), 1, Integer::sum));
        return counts;
    }
}
