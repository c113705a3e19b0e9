{% set R = values.resource | capitalize -%}
package com.example.${{ values.packageName }}.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.${{ values.packageName }}.domain.${{ R }}Repository;
import com.example.${{ values.packageName }}.storage.Memory${{ R }}Repository;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends HTTP requests to the running service{% if values.database == 'postgresql' %}, which keeps its data in memory here{% endif %}. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"service.drain-delay=0s"{% if values.database == 'postgresql' %}, "DATABASE_URL=postgresql://nobody:none@127.0.0.1:1/none"{% endif %}})
class ApiTest {

    private static final String PATH = "/${{ values.resourcePlural }}";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext context;

    @TestConfiguration(proxyBeanMethods = false)
    static class InMemory {

        @Bean
        @Primary
        ${{ R }}Repository memory() {
            return new Memory${{ R }}Repository();
        }
    }

    /** A response. Its body is parsed if it is JSON. */
    record Answer(int status, HttpResponse<String> raw, JsonNode json) {}

    private Answer send(String method, String path, String body) throws IOException, InterruptedException {
        var publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, publisher)
                .header("Content-Type", "application/json")
                .build();
        var answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        boolean json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
        var read = json ? new JsonMapper().readTree(answer.body()) : new JsonMapper().nullNode();
        return new Answer(answer.statusCode(), answer, read);
    }

    private Answer expect(int status, String method, String path, String body) throws Exception {
        var answer = send(method, path, body);
        assertThat(answer.status()).as("%s %s: %s", method, path, answer.raw().body()).isEqualTo(status);
        if (status >= 400) {
            assertThat(answer.raw().headers().firstValue("Content-Type")).contains("application/problem+json");
        }
        return answer;
    }

    @Test
    void oneIsCreatedReadReplacedAndDeleted() throws Exception {
        var created = expect(201, "POST", PATH, "{\"name\":\"first\",\"description\":\"one\",\"unknown\":1}");
        var location = created.raw().headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo(PATH + "/" + created.json().get("id").asString());

        var read = expect(200, "GET", location, null);
        assertThat(read.json()).isEqualTo(created.json());

        var replaced = expect(200, "PUT", location, "{\"name\":\"second\"}").json();
        assertThat(replaced.get("name").asString()).isEqualTo("second");
        assertThat(replaced.get("description").isNull()).isTrue();
        assertThat(replaced.get("createdAt")).isEqualTo(created.json().get("createdAt"));

        expect(204, "DELETE", location, null);
        expect(404, "GET", location, null);
        expect(404, "DELETE", location, null);
    }

    @Test
    void aListHasPages() throws Exception {
        for (int i = 0; i < 3; i++) {
            expect(201, "POST", PATH, "{\"name\":\"x\"}");
        }
        var first = expect(200, "GET", PATH + "?limit=2", null).json();
        assertThat(first.get("items").size()).isEqualTo(2);
        var second = expect(200, "GET", PATH + "?limit=200&cursor=" + first.get("next").asString(), null).json();
        assertThat(second.get("items").size()).isPositive();
        assertThat(second.get("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{", "[]", "null", "{}", "{\"name\":\"\"}", "{\"name\":1}", "{\"name\":true}", "{\"name\":null}",
        "{\"name\":\"\\u0000\"}", "{\"name\":\"x\",\"description\":{}}"
    })
    void whatIsWrongIsRefused(String body) throws Exception {
        expect(400, "POST", PATH, body);
    }

    @Test
    void lengthsAreCountedInCharacters() throws Exception {
        expect(201, "POST", PATH, "{\"name\":\"" + "😀".repeat(200) + "\"}");
        expect(400, "POST", PATH, "{\"name\":\"" + "x".repeat(201) + "\"}");
        expect(400, "POST", PATH, "{\"name\":\"x\",\"description\":\"" + "x".repeat(2001) + "\"}");
        expect(413, "POST", PATH, "{\"name\":\"x\",\"more\":\"" + "x".repeat(BodyLimit.MAX_BODY_BYTES) + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "cursor=x", "cursor=1-1-1-1-1"})
    void aWrongQueryIsRefused(String query) throws Exception {
        expect(400, "GET", PATH + "?" + query, null);
    }

    @Test
    void whatIsWrongIsNamed() throws Exception {
        for (String name : new String[] {"1", "[]", "\"\"", "\"\\ud800\""}) {
            var answer = expect(400, "POST", PATH, "{\"name\":" + name + "}").json();
            assertThat(answer.get("errors").get(0).get("location").asString()).isEqualTo("body.name");
        }
        for (String query : new String[] {"limit=0", "limit=x", "cursor=x"}) {
            var answer = expect(400, "GET", PATH + "?" + query, null).json();
            assertThat("query." + query).startsWith(answer.get("errors").get(0).get("location").asString());
        }
    }

    @Test
    void whatCannotBeReadIsRefusedWithProblemDetails() throws Exception {
        expect(400, "GET", "/%00", null);
        expect(400, "GET", PATH + "?cursor=%ff", null);
        expect(405, "TRACE", PATH, null);
        expect(404, "GET", "/error", null);
    }

    @Test
    void whatIsUnknownIsNotFound() throws Exception {
        for (String id : new String[] {UUID.randomUUID().toString(), "x", "1-1-1-1-1"}) {
            expect(404, "GET", PATH + "/" + id, null);
            expect(404, "PUT", PATH + "/" + id, "{\"name\":\"x\"}");
            expect(404, "DELETE", PATH + "/" + id, null);
        }
        expect(404, "GET", "/nothing-here", null);
        expect(405, "DELETE", PATH, null);
    }

    @Test
    void aDrainingServiceIsAliveButNotReady() throws Exception {
{%- if values.database == 'postgresql' %}
        // This test has no database either.
{%- else %}
        assertThat(send("GET", "/health/ready", null).status()).isEqualTo(200);
{%- endif %}
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        assertThat(send("GET", "/health/ready", null).status()).isEqualTo(503);
        assertThat(send("GET", "/health/live", null).status()).isEqualTo(200);
        AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
    }

    @Test
    void requestsAreMeasuredByRoute() throws Exception {
        expect(404, "GET", PATH + "/" + UUID.randomUUID(), null);
        expect(404, "GET", "/nothing-here", null);
        assertThat(send("GET", "/metrics", null).raw().body())
                .contains("http_requests_total{method=\"GET\",route=\"" + PATH + "/{id}\",status=\"404\"}")
                .contains("http_request_duration_seconds_bucket{method=\"GET\",route=\"" + PATH + "/{id}\",le=\"+Inf\"}")
                .contains("http_requests_total{method=\"other\",route=\"unmatched\",status=\"404\"}");
    }

    @Test
    void everyOperationIsDocumented() throws Exception {
        var answer = expect(200, "GET", "/openapi.json", null);
        Files.writeString(Path.of("target/openapi.json"), answer.raw().body());
        var document = answer.json();
        assertThat(document.get("openapi").asString()).startsWith("3.1");
        assertThat(document.get("paths").get(PATH).propertyNames()).containsExactlyInAnyOrder("get", "post");
        assertThat(document.get("paths").get(PATH + "/{id}").propertyNames())
                .containsExactlyInAnyOrder("get", "put", "delete");
        document.get("paths").forEach(path -> path.forEach(operation -> {
            assertThat(operation.get("operationId").asString()).isNotBlank();
            assertThat(operation.get("responses").size()).isGreaterThan(1);
        }));
    }
}
