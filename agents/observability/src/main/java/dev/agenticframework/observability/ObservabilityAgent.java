package dev.agenticframework.observability;

import static dev.agenticframework.agentapi.Fields.AVAILABILITY;
import static dev.agenticframework.agentapi.Fields.DEPLOYMENT_ID;
import static dev.agenticframework.agentapi.Fields.DEPLOYMENT_REPORT;
import static dev.agenticframework.agentapi.Fields.ENVIRONMENT;
import static dev.agenticframework.agentapi.Fields.ERROR_RATE;
import static dev.agenticframework.agentapi.Fields.LATENCY_P50;
import static dev.agenticframework.agentapi.Fields.LATENCY_P95;
import static dev.agenticframework.agentapi.Fields.LATENCY_P99;
import static dev.agenticframework.agentapi.Fields.PROBE_REQUESTS;
import static dev.agenticframework.agentapi.Fields.SERVICE_NAME;

import dev.agenticframework.agentapi.Actions;
import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Effect;
import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.ServiceStatus;
import dev.agenticframework.agentapi.Target;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.agentapi.TrafficMetrics;
import dev.agenticframework.agentapi.TrafficMetrics.Traffic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Verifies deployments against the service level objectives of their environments.
public final class ObservabilityAgent implements Agent {

    static final String NAME = "observability";

    private static final int ATTEMPTS = 2;
    private static final Capability VERIFY = new Capability(
            NAME,
            "verify",
            "Verify {serviceName} in {environment} against its objective",
            Set.of(Effect.READS),
            List.of(SERVICE_NAME, ENVIRONMENT, DEPLOYMENT_ID),
            List.of(DEPLOYMENT_REPORT, AVAILABILITY, ERROR_RATE, LATENCY_P50, LATENCY_P95, LATENCY_P99, PROBE_REQUESTS),
            Duration.ofSeconds(4),
            Duration.ofMinutes(2),
            ATTEMPTS,
            Optional.empty());

    private final Targets targets;
    private final ArtifactStore artifacts;
    private final Environments environments;
    private final Actions actions = Actions.of(VERIFY, this::verify);

    /// @param environments give the objectives
    public ObservabilityAgent(Targets targets, ArtifactStore artifacts, Environments environments) {
        this.targets = targets;
        this.artifacts = artifacts;
        this.environments = environments;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Capability> capabilities() {
        return actions.capabilities();
    }

    @Override
    public TaskResult perform(TaskContext task) throws InterruptedException {
        return actions.perform(task);
    }

    private TaskResult verify(TaskContext task) throws InterruptedException {
        var name = task.inputs().get(SERVICE_NAME);
        var environment = task.inputs().get(ENVIRONMENT);
        var target = targets.of(task);
        var running = status(target, name, environment);
        var client = new ServiceClient(running.url(), task.traceparent());
        var contract = Contract.find(client.get("/openapi.json").body());
        boolean writes = running.acceptsProbeWrites() && !environments.of(task).isProtected();
        var probe = new Probe(client, contract, writes, task::log);
        task.progress(0.1, "Warming up");
        probe.run(Probe.WARM_UP_ROUNDS);
        task.progress(0.3, "Probing " + contract.map(Contract::collection).orElse("the health checks"));
        var slo = environments.of(task).slo();
        var measured = measure(target.traffic(), probe, name, environment);
        if (!Verdict.of(measured.figures(), slo).met()) {
            // The machine may have been busy for a moment: an objective is missed only when two runs miss it.
            task.progress(0.6, "The objective was missed: probing again");
            measured = measure(target.traffic(), probe, name, environment);
        }
        var summary = new Summary(
                running,
                task.inputs().get(DEPLOYMENT_ID),
                slo,
                measured.figures(),
                Verdict.of(measured.figures(), slo),
                measured.seen(),
                contract.map(Contract::collection),
                ServiceMetrics.read(client.get("/metrics").body()));
        return result(summary);
    }

    /// What one run of the probe saw, and what the gateway counted during the run.
    private record Measured(Probe.Seen seen, Figures figures) {}

    private static Measured measure(TrafficMetrics metrics, Probe probe, String name, String environment)
            throws InterruptedException {
        var before = metrics.traffic(name, environment).orElse(Traffic.NONE);
        var seen = probe.run(Probe.ROUNDS);
        return new Measured(
                seen, Figures.between(before, metrics.traffic(name, environment).orElse(Traffic.NONE)));
    }

    private static ServiceStatus status(Target target, String name, String environment) {
        return target.instances()
                .find(name, environment)
                .orElseThrow(() -> new FailureException(Failure.notFound(
                        "SERVICE_NOT_FOUND",
                        "No service named '" + name + "' runs in " + environment + ".",
                        "Deploy it first.")));
    }

    private TaskResult result(Summary summary) {
        var report = artifacts.put(summary.markdown().getBytes(StandardCharsets.UTF_8), "text/markdown");
        var outputs = outputs(summary.figures(), report);
        if (summary.verdict().met()) {
            return TaskResult.succeeded(outputs, line(summary.figures()));
        }
        var service = summary.service();
        return new TaskResult.Terminal(
                Failure.conflict(
                        "SLO_NOT_MET",
                        service.name() + " misses the objective of " + service.environment() + ": "
                                + String.join("; ", summary.verdict().misses()) + ".",
                        "Read the deployment report and the service's logs, fix the service, then deploy again."),
                outputs,
                List.of());
    }

    private static Outputs outputs(Figures figures, String report) {
        return Outputs.of(DEPLOYMENT_REPORT, report)
                .with(AVAILABILITY, figures.availability())
                .with(ERROR_RATE, figures.errorRate())
                .with(LATENCY_P50, figures.percentileMillis(0.50))
                .with(LATENCY_P95, figures.percentileMillis(0.95))
                .with(LATENCY_P99, figures.percentileMillis(0.99))
                .with(PROBE_REQUESTS, Math.toIntExact(figures.requests()));
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
