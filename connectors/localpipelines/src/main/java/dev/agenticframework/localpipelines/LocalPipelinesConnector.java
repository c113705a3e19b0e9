package dev.agenticframework.localpipelines;

import dev.agenticframework.agentapi.Json;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.Port;
import dev.agenticframework.agentapi.connect.Connection;
import dev.agenticframework.agentapi.connect.Connector;
import dev.agenticframework.agentapi.connect.ConnectorHost;
import dev.agenticframework.agentapi.connect.DiskUse;
import dev.agenticframework.agentapi.connect.Keep;
import dev.agenticframework.host.Usage;
import dev.agenticframework.host.sandbox.Isolation;
import dev.agenticframework.host.sandbox.Sandbox;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// Pipelines on this machine, from `.gitlab-ci.yml` files.
public final class LocalPipelinesConnector implements Connector {
    private static final int DEFAULT_PARALLEL_JOBS = 2;
    private static final Json SETTINGS = new Json("""
            {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "parallelJobs": {
                  "description": "How many jobs run at the same time, 2 by default.",
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 64
                },
                "isolation": {
                  "description": "Allow jobs that can do what the platform can do. By default, jobs are isolated.",
                  "enum": ["none"]
                }
              }
            }
            """);

    @Override
    public String type() {
        return "local-pipelines";
    }

    @Override
    public Set<Port> ports() {
        return Set.of(Port.PIPELINES);
    }

    @Override
    public Json settings() {
        return SETTINGS;
    }

    @Override
    public Optional<String> builtIn() {
        return Optional.of("pipelines");
    }

    @Override
    public Connection open(Json settings, ConnectorHost host) {
        var given = JsonMapper.shared().readTree(settings.text());
        int jobs = given.path("parallelJobs").asInt(DEFAULT_PARALLEL_JOBS);
        var sandbox = new Sandbox(new Sandbox.Settings(
                host.directory().resolve("sandbox"),
                host.tools().home(),
                environment(host.tools()),
                host.tools().directories(),
                given.has("isolation")));
        var runner = new RunnerSettings(host.directory(), jobs, RunnerSettings.scrubbed(environment(host.tools())));
        return new Open(
                new LocalPipelines(
                        host.sources(),
                        host.artifacts(),
                        host.jobServices(),
                        runner,
                        sandbox,
                        host.clock(),
                        host.signals()),
                sandbox);
    }

    /// Jobs use the JDK of the platform and find its programs.
    private static Map<String, String> environment(ConnectorHost.Tools tools) {
        var environment = new LinkedHashMap<>(tools.environment());
        environment.put("JAVA_HOME", tools.javaHome().toString());
        environment.put(
                "PATH",
                Stream.concat(
                                tools.directories().stream().map(Path::toString),
                                Optional.ofNullable(tools.environment().get("PATH")).stream())
                        .collect(Collectors.joining(File.pathSeparator)));
        return environment;
    }

    private record Open(LocalPipelines local, Sandbox sandbox) implements Connection {
        @Override
        public Optional<Pipelines> pipelines() {
            return Optional.of(local);
        }

        @Override
        public Optional<String> isolation() {
            return Optional.of(sandbox.level().map(Isolation::label).orElse("unavailable"));
        }

        @Override
        public void start() {
            local.open();
        }

        @Override
        public void tidy(Keep keep) {
            local.removeResultsBefore(keep.since());
            sandbox.prune();
        }

        @Override
        public List<DiskUse> disk() {
            var caches = new DiskUse(
                    "tool caches of jobs",
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
