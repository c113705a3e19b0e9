package dev.agenticframework.app;

import com.sun.net.httpserver.HttpServer;
import dev.agenticframework.agentapi.Builds;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Instances;
import dev.agenticframework.agentapi.Json;
import dev.agenticframework.agentapi.Offer;
import dev.agenticframework.agentapi.Port;
import dev.agenticframework.agentapi.Precondition;
import dev.agenticframework.agentapi.Revision;
import dev.agenticframework.agentapi.Rollouts;
import dev.agenticframework.agentapi.ServiceStatus;
import dev.agenticframework.agentapi.TaskKey;
import dev.agenticframework.agentapi.TrafficMetrics;
import dev.agenticframework.agentapi.connect.Connection;
import dev.agenticframework.agentapi.connect.Connector;
import dev.agenticframework.agentapi.connect.ConnectorHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The smallest platform that can be plugged in: each service is an HTTP server in this process, which greets.
final class ToyConnector implements Connector {

    @Override
    public String type() {
        return "toy";
    }

    @Override
    public Set<Port> ports() {
        return Set.of(Port.BUILDS, Port.ROLLOUTS, Port.METRICS);
    }

    @Override
    public Json settings() {
        return new Json("""
                {"type": "object", "required": ["greeting"], "properties": {"greeting": {"type": "string"}}}""");
    }

    @Override
    public Connection open(Json settings, ConnectorHost host) {
        return new Toys(settings.text());
    }

    private static final class Toys implements Connection, Builds, Rollouts, Instances, TrafficMetrics {
        private static final long STEPS = 5;

        private final String greeting;
        private final Map<String, Toy> running = new ConcurrentHashMap<>();

        private record Toy(ServiceStatus status, HttpServer server, AtomicLong requests) {}

        Toys(String greeting) {
            this.greeting = greeting;
        }

        @Override
        public Optional<Builds> builds() {
            return Optional.of(this);
        }

        @Override
        public List<Offer> languages() {
            return List.of();
        }

        @Override
        public Build build(String service, Revision revision, Consumer<String> log) {
            return new Build("toy", service, revision.commit(), Duration.ZERO);
        }

        @Override
        public Optional<Rollouts> rollouts() {
            return Optional.of(this);
        }

        @Override
        public Optional<Instances> instances() {
            return Optional.of(this);
        }

        @Override
        public Optional<TrafficMetrics> traffic() {
            return Optional.of(this);
        }

        @Override
        public void close() {
            running.values().forEach(toy -> toy.server().stop(0));
        }

        @Override
        public List<Offer> strategies() {
            return List.of(new Offer("rolling", "", Optional.empty()));
        }

        @Override
        public Rollout start(Release release, Precondition precondition) {
            return rollout(running.computeIfAbsent(release.service(), _ -> toy(release)), release.deploymentId());
        }

        private Toy toy(Release release) {
            try {
                var requests = new AtomicLong();
                var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                server.createContext("/", exchange -> {
                    requests.incrementAndGet();
                    exchange.sendResponseHeaders(200, greeting.length());
                    exchange.getResponseBody().write(greeting.getBytes());
                    exchange.close();
                });
                server.start();
                var status = new ServiceStatus(
                        release.service(),
                        release.environment(),
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        Optional.of(release.deploymentId()),
                        release.version(),
                        "",
                        1,
                        1,
                        false,
                        List.of(new ServiceStatus.Instance(
                                "toy-1", true, Optional.empty(), 0, Instant.EPOCH, Map.of("colour", "red"))),
                        List.of());
                return new Toy(status, server, requests);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Rollout rollout(Toy toy, String id) {
            return new Rollout(
                    id, Rollout.Phase.DEPLOYED, toy.status(), toy.status().version(), "", Instant.EPOCH, Duration.ZERO);
        }

        @Override
        public Rollout observe(String service, String environment, String deploymentId) {
            return rollout(toy(service), deploymentId);
        }

        @Override
        public Rollout promote(String service, String environment, String deploymentId) {
            return observe(service, environment, deploymentId);
        }

        @Override
        public Rollout abort(String service, String environment, String deploymentId) {
            return observe(service, environment, deploymentId);
        }

        @Override
        public Optional<String> previous(String service, String environment) {
            return Optional.empty();
        }

        @Override
        public Rollout rollBack(
                String service, String environment, String deploymentId, TaskKey task, Precondition precondition) {
            throw new FailureException(
                    Failure.conflict("ROLLBACK_IMPOSSIBLE", "No previous release exists.", "Deploy another version."));
        }

        private Toy toy(String service) {
            return Optional.ofNullable(running.get(service))
                    .orElseThrow(() -> new FailureException(Failure.notFound(
                            "DEPLOYMENT_NOT_FOUND", "No service is named '" + service + "'.", "Deploy it first.")));
        }

        @Override
        public Optional<ServiceStatus> find(String service, String environment) {
            return Optional.ofNullable(running.get(service)).map(Toy::status);
        }

        @Override
        public List<ServiceStatus> list() {
            return running.values().stream().map(Toy::status).toList();
        }

        @Override
        public List<String> logs(String service, String environment, int lines) {
            return List.of("toy-1 greets with " + greeting);
        }

        @Override
        public void remove(String service, String environment, boolean withData, Precondition precondition) {
            Optional.ofNullable(running.remove(service))
                    .ifPresent(toy -> toy.server().stop(0));
        }

        @Override
        public Optional<Traffic> traffic(String service, String environment) {
            return Optional.ofNullable(running.get(service))
                    .map(toy -> toy.requests().get())
                    .map(count -> new Traffic(
                            count,
                            0,
                            List.of(
                                    new Traffic.Bucket(STEPS, count),
                                    new Traffic.Bucket(Double.POSITIVE_INFINITY, count))));
        }
    }
}
