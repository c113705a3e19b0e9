package dev.agenticframework.observability;

import static dev.agenticframework.agentapi.Fields.DEPLOYMENT_ID;
import static dev.agenticframework.agentapi.Fields.DEPLOYMENT_REPORT;
import static dev.agenticframework.agentapi.Fields.ENVIRONMENT;
import static dev.agenticframework.agentapi.Fields.SERVICE_NAME;
import static dev.agenticframework.agentapi.Fields.STRATEGY;
import static dev.agenticframework.agentapi.Fields.URL;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.FieldType;
import dev.agenticframework.agentapi.ServicePlatform;
import dev.agenticframework.agentapi.ServicePlatform.Status;
import dev.agenticframework.agentapi.ServicePlatform.Traffic;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Verifies deployments against the objectives of their environments.
public final class ObservabilityAgent implements Agent {

    static final String NAME = "observability";

    private static final int ATTEMPTS = 2;
    private static final Environment.Slo DEFAULT_SLO = new Environment.Slo(0.99, Duration.ofSeconds(1));
    private static final Traffic NO_TRAFFIC = new Traffic(0, 0, List.of());
    private static final Capability VERIFY = new Capability(
            NAME,
            "verify",
            "Verify {serviceName} in {environment} against its objective",
            List.of(SERVICE_NAME, ENVIRONMENT, DEPLOYMENT_ID, URL, STRATEGY),
            List.of(
                    DEPLOYMENT_REPORT,
                    figure("availability", "the share of requests that did not fail, 0 to 1"),
                    figure("errorRate", "the share of requests that failed, 0 to 1"),
                    figure("latencyP50", "the median latency in milliseconds"),
                    figure("latencyP95", "the 95th percentile of the latency in milliseconds"),
                    figure("latencyP99", "the 99th percentile of the latency in milliseconds"),
                    figure("probeRequests", "how many requests the figures rest on")),
            Duration.ofSeconds(4),
            Duration.ofMinutes(2),
            ATTEMPTS,
            Optional.empty());

    private final ServicePlatform platform;
    private final ArtifactStore artifacts;
    private final List<Environment> environments;

    /// @param environments give the objectives
    public ObservabilityAgent(ServicePlatform platform, ArtifactStore artifacts, List<Environment> environments) {
        this.platform = platform;
        this.artifacts = artifacts;
        this.environments = List.copyOf(environments);
    }

    private static Field figure(String name, String description) {
        return Field.optional(name, FieldType.TEXT, description);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Capability> capabilities() {
        return List.of(VERIFY);
    }

    @Override
    public TaskResult perform(TaskContext task) throws InterruptedException {
        if (!task.action().equals(VERIFY.action())) {
            throw new IllegalArgumentException("the observability agent has no action '" + task.action() + "'");
        }
        try {
            return verify(task);
        } catch (FailureException e) {
            return TaskResult.failed(e.failure());
        }
    }

    private TaskResult verify(TaskContext task) throws InterruptedException {
        var name = task.inputs().text(SERVICE_NAME.name());
        var environment = task.inputs().text(ENVIRONMENT.name());
        var running = status(name, environment);
        if (running.deploymentId().equals(Optional.of(Remedy.deployment(task)))) {
            return Remedy.appliedBefore(running);
        }
        var client = new ServiceClient(task.inputs().text(URL.name()), task.traceparent());
        var contract = Contract.find(client.get("/openapi.json").body());
        var probe = new Probe(client, contract, task::log);
        task.progress(0.1, "warming up");
        probe.run(Probe.WARM_UP_ROUNDS);
        task.progress(0.3, "probing " + contract.map(Contract::collection).orElse("the health checks"));
        var slo = slo(environment);
        var measured = measure(probe, name, environment);
        if (!Verdict.of(measured.figures(), slo).met()) {
            // One run may have met a busy moment of the machine: only what is missed twice is missed.
            task.progress(0.6, "missed: probing once more");
            measured = measure(probe, name, environment);
        }
        var summary = new Summary(
                running,
                task.inputs().text(DEPLOYMENT_ID.name()),
                slo,
                measured.figures(),
                Verdict.of(measured.figures(), slo),
                measured.seen(),
                contract.map(Contract::collection),
                ServiceMetrics.read(client.get("/metrics").body()));
        return result(task, summary);
    }

    /// What one run of the probe met, and the figures that the gateway counted meanwhile.
    private record Measured(Probe.Seen seen, Figures figures) {}

    private Measured measure(Probe probe, String name, String environment) throws InterruptedException {
        var before = platform.traffic(name, environment).orElse(NO_TRAFFIC);
        var seen = probe.run(Probe.ROUNDS);
        return new Measured(
                seen,
                Figures.between(before, platform.traffic(name, environment).orElse(NO_TRAFFIC)));
    }

    private Status status(String name, String environment) {
        return platform.status(name, environment)
                .orElseThrow(() -> new FailureException(Failure.notFound(
                        "SERVICE_NOT_FOUND",
                        "there is no service " + name + " in " + environment,
                        "deploy it before it is verified")));
    }

    private Environment.Slo slo(String name) {
        return environments.stream()
                .filter(environment -> environment.name().equals(name))
                .map(Environment::slo)
                .findFirst()
                .orElse(DEFAULT_SLO);
    }

    private TaskResult result(TaskContext task, Summary summary) throws InterruptedException {
        var report = artifacts.put(summary.markdown().getBytes(StandardCharsets.UTF_8), "text/markdown");
        var outputs = outputs(summary.figures(), report);
        if (summary.verdict().met()) {
            return TaskResult.succeeded(outputs, line(summary.figures()));
        }
        return new Remedy(platform, task, environments).apply(summary, outputs);
    }

    private static Map<String, String> outputs(Figures figures, String report) {
        return Map.of(
                DEPLOYMENT_REPORT.name(),
                report,
                "availability",
                number(figures.availability(), 5),
                "errorRate",
                number(figures.errorRate(), 5),
                "latencyP50",
                number(figures.percentileMillis(0.50), 1),
                "latencyP95",
                number(figures.percentileMillis(0.95), 1),
                "latencyP99",
                number(figures.percentileMillis(0.99), 1),
                "probeRequests",
                Long.toString(figures.requests()));
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static String line(Figures figures) {
        return String.format(
                Locale.ROOT,
                "availability %.2f %%, p50 %.1f ms, p99 %.1f ms over %d requests",
                figures.availability() * 100,
                figures.percentileMillis(0.50),
                figures.percentileMillis(0.99),
                figures.requests());
    }
}
