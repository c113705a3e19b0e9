package dev.agenticframework.localplatform;

import dev.agenticframework.agentapi.Builds;
import dev.agenticframework.agentapi.Instances;
import dev.agenticframework.agentapi.JobServices;
import dev.agenticframework.agentapi.Json;
import dev.agenticframework.agentapi.Port;
import dev.agenticframework.agentapi.Provisioning;
import dev.agenticframework.agentapi.Rollouts;
import dev.agenticframework.agentapi.TrafficMetrics;
import dev.agenticframework.agentapi.connect.Connection;
import dev.agenticframework.agentapi.connect.Connector;
import dev.agenticframework.agentapi.connect.ConnectorHost;
import dev.agenticframework.agentapi.connect.DiskUse;
import dev.agenticframework.agentapi.connect.Keep;
import dev.agenticframework.agentapi.connect.LiveState;
import dev.agenticframework.host.Usage;
import dev.agenticframework.host.sandbox.Isolation;
import dev.agenticframework.host.sandbox.Sandbox;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// Services as processes on this machine, with their builds, databases, rollouts and metrics.
public final class LocalPlatformConnector implements Connector {
    private static final String SERVICE_HOSTS = "serviceHosts";
    private static final Json SETTINGS = new Json("""
            {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "isolation": {
                  "description": "Allow builds and services that can do what the platform can do. By default, they are isolated.",
                  "enum": ["none"]
                },
                "serviceHosts": {
                  "description": "Host names to which services answer, in addition to localhost, 127.0.0.1 and [::1].",
                  "type": "array",
                  "maxItems": 100,
                  "items": {"type": "string", "pattern": "^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$"}
                }
              }
            }
            """);

    @Override
    public String type() {
        return "local-platform";
    }

    @Override
    public Json settings() {
        return SETTINGS;
    }

    @Override
    public Set<Port> ports() {
        return Set.of(Port.BUILDS, Port.PROVISIONING, Port.ROLLOUTS, Port.METRICS);
    }

    @Override
    public Optional<String> builtIn() {
        return Optional.of("platform");
    }

    @Override
    public Connection open(Json settings, ConnectorHost host) {
        var tools = host.tools();
        var platform = new PlatformSettings(
                host.directory(),
                tools.javaHome(),
                tools.directories(),
                tools.environment(),
                tools.telemetry(),
                serviceHosts(settings),
                Timings.defaults());
        var programs = Stream.concat(
                tools.directories().stream(), Stream.of(tools.javaHome().resolve("bin")));
        var sandbox = new Sandbox(new Sandbox.Settings(
                host.directory().resolve("sandbox"),
                tools.home(),
                tools.environment(),
                programs.toList(),
                JsonMapper.shared().readTree(settings.text()).has("isolation")));
        return new Open(
                new LocalPlatform(
                        platform, sandbox, host.secrets(), host.sources(), host.clock(), host.random(), host.signals()),
                sandbox);
    }

    private static Set<String> serviceHosts(Json settings) {
        var hosts = new HashSet<String>();
        JsonMapper.shared().readTree(settings.text()).path(SERVICE_HOSTS).forEach(host -> hosts.add(host.asString()));
        return hosts;
    }

    private record Open(LocalPlatform local, Sandbox sandbox) implements Connection {
        @Override
        public Optional<String> isolation() {
            return Optional.of(sandbox.level().map(Isolation::label).orElse("unavailable"));
        }

        @Override
        public Optional<Builds> builds() {
            return Optional.of(local.builds());
        }

        @Override
        public Optional<Provisioning> provisioning() {
            return Optional.of(local.provisioning());
        }

        @Override
        public Optional<Rollouts> rollouts() {
            return Optional.of(local.rollouts());
        }

        @Override
        public Optional<Instances> instances() {
            return Optional.of(local.instances());
        }

        @Override
        public Optional<TrafficMetrics> traffic() {
            return Optional.of(local.traffic());
        }

        @Override
        public Optional<JobServices> jobServices() {
            return Optional.of(local.jobServices());
        }

        @Override
        public Optional<LiveState> liveState() {
            return Optional.of(local.liveState());
        }

        @Override
        public void start() throws InterruptedException {
            local.start();
        }

        @Override
        public boolean clear(Consumer<String> progress) throws InterruptedException {
            local.start();
            boolean any = local.instances().list().stream()
                    .anyMatch(service -> !service.instances().isEmpty());
            if (any) {
                progress.accept("Stopping the services and the database of a previous platform ...");
            }
            local.stop();
            return any;
        }

        @Override
        public void tidy(Keep keep) throws InterruptedException {
            local.tidy(keep);
            sandbox.prune();
        }

        @Override
        public List<DiskUse> disk() {
            var caches = new DiskUse(
                    "tool caches of builds",
                    sandbox.caches(),
                    Usage.of(sandbox.caches()).bytes(),
                    Usage.entries(sandbox.caches()),
                    Sandbox.CACHES_KEPT);
            return Stream.concat(local.disk().stream(), Stream.of(caches)).toList();
        }

        @Override
        public void close() {
            local.close();
        }
    }
}
