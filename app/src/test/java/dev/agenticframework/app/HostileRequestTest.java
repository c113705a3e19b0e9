package dev.agenticframework.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Malformed requests get an answer of 400 to 499 with a stable code, and `HEAD` and other methods show nothing that
/// `GET` does not.
class HostileRequestTest {
    private static final List<String> VALUES = List.of(
            "+999999999-01-01T00:00:00Z",
            "-999999999-01-01T00:00:00Z",
            "+292278995-01-01T00:00:00Z",
            "10000-01-01T00:00:00Z",
            "99999999999999999999999999",
            "-9223372036854775808",
            "1e999999999",
            "NaN",
            "0",
            "%00",
            "%ff%fe",
            "%c0%ae",
            "%zz",
            "%",
            "%f0%9f%92%a9",
            "..%2f..%2fetc",
            "a".repeat(4_000),
            "%22%3B--");

    @TempDir
    static Path home;

    private static RunningApi api;
    private static String workflow;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        api = new RunningApi(home);
        workflow = api.post("/workflows", """
                        {"plan": [{"id": "t1", "agent": "codegen", "action": "generate-code", "inputs": {
                          "serviceName": "orders", "template": "microservice-rest-api",
                          "parameters": "{\\"serviceName\\": \\"orders\\", \\"language\\": \\"go\\"}"}}]}""").body().path("workflowId").asString();
        api.ended(workflow);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static RawRequest.Answer raw(String method, String target, String token, String rest) throws IOException {
        return RawRequest.of(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n") + rest)
                .send(api.url());
    }

    private static RawRequest.Answer get(String target) throws IOException {
        return raw("GET", target, api.admin(), "\r\n");
    }

    private static void assertRefusedOrFine(RawRequest.Answer answer, String what) {
        assertThat(answer.status()).as(what).isBetween(200, 499);
        if (answer.status() >= 400) {
            assertThat(answer.head()).as(what).containsIgnoringCase("Content-Type: application/problem+json");
            JsonNode problem = JsonMapper.shared().readTree(answer.body());
            assertThat(problem.path("code").asString()).as(what).matches("[A-Z][A-Z0-9_]+");
            assertThat(problem.path("remedy").asString()).as(what).isNotEmpty();
        }
    }

    @Test
    void everyParameterOfEveryOperationWithEveryStrangeValue() throws IOException {
        for (String target : targets("get")) {
            for (String value : VALUES) {
                String request = target.replace("VALUE", value);
                assertRefusedOrFine(get(request), request);
            }
        }
    }

    /// One target for each parameter of the operations with a method, with `VALUE` in its place.
    private static Set<String> targets(String method) {
        var targets = new TreeSet<String>();
        api.contract().document().path("paths").properties().forEach(path -> {
            String good = path.getKey()
                    .replace("{workflowId}", workflow)
                    .replace("{taskId}", "t1")
                    .replace("{name}", "orders");
            for (JsonNode parameter : path.getValue().path(method).path("parameters")) {
                String name = parameter.path("name").asString();
                switch (parameter.path("in").asString()) {
                    case "query" -> targets.add(good + "?environment=dev&" + name + "=VALUE");
                    case "path" ->
                        targets.add(path.getKey()
                                .replace("{" + name + "}", "VALUE")
                                .replace("{workflowId}", workflow)
                                .replace("{taskId}", "t1"));
                    default -> {}
                }
            }
        });
        assertThat(targets).hasSizeGreaterThan(15);
        return targets;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/workflows?limit=1&limit=2",
                "/workflows?since=2026-01-01T00:00:00Z&since=2026-01-02T00:00:00Z",
                "/workflows?since=%2B999999999-01-01T00:00:00Z",
                "/workflows?until=-999999999-01-01T00:00:00Z",
                "/workflows?service=a%00b",
                "/workflows?service=%ff",
                "/audit?cursor=0",
                "/audit?since=x"
            })
    void badParameterIsRefused(String target) throws IOException {
        var answer = get(target);

        assertThat(answer.status()).isEqualTo(400);
        assertRefusedOrFine(answer, target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n2\r\n{}XX0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n2\r\n{}",
                "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}",
                "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: gzip\r\n\r\n{}",
                "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
                "Content-Length: 100\r\n\r\n{}",
                "Content-Length: x\r\n\r\n{}",
                "Content-Length: -1\r\n\r\n{}",
                "Content-Length: 99999999999999999999\r\n\r\n{}",
                "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
                "Content-Length: 4\r\n\r\n\u00ff\u00fe\u0000\u0001",
                "Content-Length: 0\r\n\r\n",
                "Idempotency-Key: a\u0000b\r\nContent-Length: 2\r\n\r\n{}"
            })
    void brokenBodyIsRefused(String rest) throws IOException {
        var answer = raw("POST", "/workflows", api.admin(), "Content-Type: application/json\r\n" + rest);

        assertThat(answer.status()).isBetween(400, 499);
        assertRefusedOrFine(answer, rest);
    }

    @Test
    void headersWithStrangeValuesAreRefusedOrIgnored() throws IOException {
        for (String header : List.of(
                "Last-Event-ID: +999999999999999999999",
                "Last-Event-ID: \u0000",
                "traceparent: " + "x".repeat(4_000),
                "Accept: \u00ff",
                "Range: bytes=-1",
                "If-Modified-Since: never",
                "Expect: 100-nothing",
                "X-Forwarded-For: \u0001",
                "Cookie: \u0000=\u0000")) {
            assertRefusedOrFine(
                    raw("GET", "/workflows/" + workflow + "/events", api.admin(), header + "\r\n\r\n"), header);
        }
    }

    @Test
    void requestsThatAreNotHttpAreRefusedWithAProblem() throws IOException {
        for (String text : List.of(
                "nonsense\r\n\r\n",
                "GET /workflows\r\n\r\n",
                "GET /workflows HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET /workflows HTTP/1.1\r\n\r\n",
                "GET /workflows HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n\r\n",
                "GET http://[::1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(100_000) + "\r\n\r\n")) {
            var answer = RawRequest.of(text).send(api.url());

            assertThat(answer.status()).as(text).isBetween(400, 599).isNotEqualTo(500);
            assertThat(answer.body()).as(text).doesNotContain("<html").contains("\"code\":\"HTTP_");
        }
    }

    @Test
    void headAnswersLikeGetWithoutItsBody() throws IOException, InterruptedException {
        var paths = new ArrayList<String>();
        api.contract().document().path("paths").properties().forEach(path -> {
            if (path.getValue().has("get")) {
                paths.add(path.getKey()
                        .replace("{workflowId}", workflow)
                        .replace("{taskId}", "t1")
                        .replaceAll("\\{[A-Za-z]+}", "none"));
            }
        });
        assertThat(paths).hasSizeGreaterThan(12);
        for (String path : paths) {
            for (String token : List.of("", "a.b.c", api.token("eve"), api.admin())) {
                var get = unhurried("GET", path, token);
                var head = unhurried("HEAD", path, token);

                assertThat(head.status()).as("HEAD " + path).isEqualTo(get.status());
                assertThat(head.body()).as("HEAD " + path).isEmpty();
                assertThat(type(head)).as("HEAD " + path).isEqualTo(type(get));
            }
        }
    }

    /// Sends a request again while too many are sent without a valid token.
    private static RawRequest.Answer unhurried(String method, String path, String token)
            throws IOException, InterruptedException {
        while (true) {
            var answer = raw(method, path, token, "\r\n");
            if (answer.status() != 429) {
                return answer;
            }
            Thread.sleep(50);
        }
    }

    private static List<String> type(RawRequest.Answer answer) {
        return answer.head()
                .lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-type")
                        || line.toLowerCase(java.util.Locale.ROOT).startsWith("www-authenticate"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "TRACE", "PUT", "PATCH", "CONNECT", "PROPFIND", "BREW", "get"})
    void otherMethodsShowNothing(String method) throws IOException {
        for (String path :
                List.of("/workflows", "/workflows/" + workflow, "/services", "/tokens", "/audit", "/metrics")) {
            var answer = raw(method, path, "", "Content-Length: 0\r\n\r\n");

            assertThat(answer.status()).as(method + " " + path).isIn(400, 404, 405, 501);
            assertThat(answer.body()).doesNotContain("orders");
        }
    }
}
