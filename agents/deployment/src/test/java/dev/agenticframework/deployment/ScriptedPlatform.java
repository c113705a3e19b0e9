package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Builds;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Instances;
import dev.agenticframework.agentapi.Offer;
import dev.agenticframework.agentapi.Precondition;
import dev.agenticframework.agentapi.Provisioning;
import dev.agenticframework.agentapi.Revision;
import dev.agenticframework.agentapi.Rollouts;
import dev.agenticframework.agentapi.ServiceStatus;
import dev.agenticframework.agentapi.TaskKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A platform whose rollouts stand as the test says, and that remembers what was asked of it.
final class ScriptedPlatform implements Builds, Provisioning, Rollouts, Instances {
    static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");

    final List<Release> releases = new ArrayList<>();
    final List<String> aborted = new ArrayList<>();
    final List<String> removed = new ArrayList<>();
    Optional<ServiceStatus> running = Optional.empty();
    Rollout.Phase phase = Rollout.Phase.DEPLOYED;
    String reason = "";
    Optional<String> previous = Optional.of("v0");
    List<Resource> resources = List.of();
    Optional<Failure> refusal = Optional.empty();

    static ServiceStatus status(String service, String environment, int replicas, Optional<String> deployment) {
        return new ServiceStatus(
                service,
                environment,
                "http://127.0.0.1:18000",
                deployment,
                "v0",
                "",
                replicas,
                replicas,
                false,
                List.of(),
                List.of());
    }

    @Override
    public List<Offer> languages() {
        return List.of();
    }

    @Override
    public List<Offer> resourceTypes() {
        return List.of();
    }

    @Override
    public List<Offer> strategies() {
        return List.of();
    }

    @Override
    public List<Change> preview(String service, String environment, Revision revision) {
        return List.of();
    }

    @Override
    public List<Resource> apply(String service, String environment, Revision revision, Consumer<String> log) {
        return resources;
    }

    @Override
    public void destroy(String service, String environment, Consumer<String> log) {
        resources = List.of();
    }

    @Override
    public Build build(String service, Revision revision, Consumer<String> log) {
        return new Build("sha256:" + revision.commit(), service, revision.commit(), Duration.ofSeconds(1));
    }

    private Rollout rollout(String id, String version, ServiceStatus deployed) {
        var now = phase == Rollout.Phase.DEPLOYED
                ? deployed
                : running.orElse(status(deployed.name(), deployed.environment(), 0, Optional.empty()));
        return new Rollout(id, phase, now, version, reason, STARTED, Duration.ofSeconds(3));
    }

    @Override
    public Rollout start(Release release, Precondition precondition) {
        precondition.require(running);
        releases.add(release);
        return rollout(
                release.deploymentId(),
                release.version(),
                status(
                        release.service(),
                        release.environment(),
                        release.replicas(),
                        Optional.of(release.deploymentId())));
    }

    @Override
    public Rollout observe(String service, String environment, String deploymentId) {
        return rollout(deploymentId, "v1", status(service, environment, 2, Optional.of(deploymentId)));
    }

    @Override
    public Rollout promote(String service, String environment, String deploymentId) {
        return observe(service, environment, deploymentId);
    }

    @Override
    public Rollout abort(String service, String environment, String deploymentId) {
        aborted.add(deploymentId);
        return observe(service, environment, deploymentId);
    }

    @Override
    public Optional<String> previous(String service, String environment) {
        return previous;
    }

    @Override
    public Rollout rollBack(
            String service, String environment, String deploymentId, TaskKey task, Precondition precondition) {
        refusal.ifPresent(failure -> {
            throw new FailureException(failure);
        });
        return rollout(deploymentId, "v0", status(service, environment, 2, Optional.of(deploymentId)));
    }

    @Override
    public Optional<ServiceStatus> find(String service, String environment) {
        return running;
    }

    @Override
    public List<ServiceStatus> list() {
        return running.stream().toList();
    }

    @Override
    public List<String> logs(String service, String environment, int lines) {
        return List.of();
    }

    @Override
    public void remove(String service, String environment, boolean withData, Precondition precondition) {
        precondition.require(running);
        removed.add(service + "/" + environment + (withData ? " with data" : ""));
        running = Optional.empty();
    }
}
