package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Offer;
import dev.agenticframework.agentapi.ServicePlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A platform whose rollouts end as the test says, and that remembers what was asked of it.
final class ScriptedPlatform implements ServicePlatform {

    final List<Release> releases = new ArrayList<>();
    Optional<Status> running = Optional.empty();
    Rollout.Outcome outcome = Rollout.Outcome.DEPLOYED;
    String reason = "";
    List<Resource> resources = List.of();

    static Status status(String service, String environment, int replicas, Optional<String> deployment) {
        return new Status(
                service,
                environment,
                "http://127.0.0.1:18000",
                deployment,
                "v0",
                "",
                replicas,
                replicas,
                List.of(),
                List.of());
    }

    @Override
    public List<Offer> toolchains() {
        return List.of();
    }

    @Override
    public List<Resource> provision(
            String service, String environment, String repository, String commit, Consumer<String> log) {
        return resources;
    }

    @Override
    public Build build(String service, String repository, String commit, Consumer<String> log) {
        return new Build("sha256:" + commit, service, commit, Duration.ofSeconds(1));
    }

    @Override
    public Rollout deploy(Release release, Consumer<String> log) {
        releases.add(release);
        var after = outcome == Rollout.Outcome.DEPLOYED
                ? status(
                        release.service(),
                        release.environment(),
                        release.replicas(),
                        Optional.of(release.deploymentId()))
                : running.orElse(status(release.service(), release.environment(), 0, Optional.empty()));
        return new Rollout(outcome, after, reason, Duration.ofSeconds(3));
    }

    @Override
    public Rollout rollback(String service, String environment, String deploymentId, Consumer<String> log) {
        return new Rollout(
                Rollout.Outcome.DEPLOYED,
                status(service, environment, 2, Optional.of(deploymentId)),
                "",
                Duration.ofSeconds(1));
    }

    @Override
    public Optional<Status> status(String service, String environment) {
        return running;
    }

    @Override
    public List<Status> services() {
        return running.stream().toList();
    }

    @Override
    public Optional<Traffic> traffic(String service, String environment) {
        return Optional.empty();
    }

    @Override
    public List<String> logs(String service, String environment, int lines) {
        return List.of();
    }

    @Override
    public void remove(String service, String environment, boolean withData) {
        running = Optional.empty();
    }

    @Override
    public Map<String, String> commonEnvironment() {
        return Map.of();
    }
}
