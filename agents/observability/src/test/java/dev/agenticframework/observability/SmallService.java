package dev.agenticframework.observability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.agenticframework.agentapi.Instances;
import dev.agenticframework.agentapi.Precondition;
import dev.agenticframework.agentapi.ServiceStatus;
import dev.agenticframework.agentapi.TrafficMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// A real small service with one collection, and the platform that it runs on, which counts its requests.
final class SmallService implements Instances, TrafficMetrics, AutoCloseable {

    private static final List<Double> BOUNDS = List.of(5.0, 50.0, 500.0, Double.POSITIVE_INFINITY);

    final Map<String, String> things = new ConcurrentHashMap<>();
    String openapi = """
            {"openapi":"3.1.0","paths":{
              "/health/live":{"get":{}},
              "/things":{"get":{},"post":{"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}}}},
              "/things/{id}":{"get":{},"delete":{}}},
             "components":{"schemas":{"Thing":{"type":"object","required":["name"],
               "properties":{"name":{"type":"string","minLength":1,"maxLength":10},"note":{"type":"string"}}}}}}
            """;
    /// Each so manieth request fails; 0 for none.
    int failsEach;
    boolean refusesDelete;

    private final HttpServer server;
    private final AtomicLong requests = new AtomicLong();
    final AtomicLong writes = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();

    SmallService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        long number = requests.incrementAndGet();
        if (!exchange.getRequestMethod().equals("GET")) {
            writes.incrementAndGet();
        }
        var path = exchange.getRequestURI().getPath();
        if (failsEach > 0 && number % failsEach == 0) {
            errors.incrementAndGet();
            answer(exchange, 500, "{}");
        } else if (path.equals("/openapi.json")) {
            answer(exchange, 200, openapi);
        } else if (path.equals("/metrics")) {
            answer(
                    exchange,
                    200,
                    "# TYPE http_requests_total counter\nhttp_requests_total{method=\"GET\",status=\"200\"} 7.0\n"
                            + "http_requests_total{method=\"GET\",status=\"503\"} 2.0\n");
        } else if (path.startsWith("/things/")) {
            member(exchange, path.substring("/things/".length()));
        } else if (path.equals("/things") && exchange.getRequestMethod().equals("POST")) {
            var id = UUID.randomUUID().toString();
            things.put(id, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, 201, "{\"id\":\"" + id + "\"}");
        } else {
            answer(exchange, 200, "[]");
        }
    }

    private void member(HttpExchange exchange, String id) throws IOException {
        if (exchange.getRequestMethod().equals("DELETE")) {
            if (refusesDelete) {
                answer(exchange, 403, "{}");
            } else {
                answer(exchange, things.remove(id) == null ? 404 : 204, "");
            }
        } else {
            answer(exchange, things.containsKey(id) ? 200 : 404, "{}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public Optional<Traffic> traffic(String service, String environment) {
        var buckets = new ArrayList<Traffic.Bucket>();
        BOUNDS.forEach(bound -> buckets.add(new Traffic.Bucket(bound, requests.get())));
        return Optional.of(new Traffic(requests.get(), errors.get(), buckets));
    }

    /// Whether its manifest permits probes to write.
    boolean acceptsProbeWrites = true;

    @Override
    public Optional<ServiceStatus> find(String service, String environment) {
        return Optional.of(new ServiceStatus(
                service,
                environment,
                url(),
                Optional.of("dep-1"),
                "v1",
                "",
                2,
                2,
                acceptsProbeWrites,
                List.of(),
                List.of()));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    @Override
    public List<ServiceStatus> list() {
        return List.of();
    }

    @Override
    public List<String> logs(String service, String environment, int lines) {
        return List.of();
    }

    @Override
    public void remove(String service, String environment, boolean withData, Precondition precondition) {
        throw new UnsupportedOperationException();
    }
}
