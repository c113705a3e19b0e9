package dev.agenticframework.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Instances;
import dev.agenticframework.agentapi.Precondition;
import dev.agenticframework.agentapi.Rollouts;
import dev.agenticframework.agentapi.Rollouts.Rollout;
import dev.agenticframework.agentapi.Rollouts.Rollout.Phase;
import dev.agenticframework.agentapi.ServiceStatus;
import dev.agenticframework.agentapi.TaskKey;
import dev.agenticframework.agentapi.TrafficMetrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every target that runs services must do, with a service that answers `/items` with its version: its [Rollouts],
/// [Instances] and [TrafficMetrics] agree with each other.
public abstract class RolloutsContract {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// The rollouts under test, without services at the beginning of each test.
    protected abstract Rollouts rollouts();

    /// The services that they release.
    protected abstract Instances instances();

    /// The requests of those services.
    protected abstract TrafficMetrics traffic();

    /// Where the rollouts under test send their signals.
    protected abstract RecordedSignals signals();

    /// The name of the service, and the environment that it is deployed to.
    protected abstract String service();

    /// See [#service].
    protected abstract String environment();

    /// An order for a rolling release of a version that was built.
    ///
    /// @param dies its instances end while they start
    protected abstract Rollouts.Release release(
            String deployment, int attempt, String version, boolean dies, int replicas) throws Exception;

    private Rollout deploy(String deployment, String version, boolean dies, int replicas) throws Exception {
        return deploy(deployment, 1, version, dies, replicas);
    }

    private Rollout deploy(String deployment, int attempt, String version, boolean dies, int replicas)
            throws Exception {
        Rollouts.Release release = release(deployment, attempt, version, dies, replicas);
        return end(rollouts().start(release, Precondition.NONE), release.task());
    }

    private Rollout end(Rollout started, TaskKey task) throws InterruptedException {
        Rollout now = started;
        while (now.phase() == Phase.PROGRESSING) {
            signals().await(task.waiter(started.handle()));
            now = rollouts().observe(service(), environment(), started.deploymentId());
        }
        return now;
    }

    private Rollout rollBack(String deployment) throws InterruptedException {
        var task = new TaskKey("wf-1", deployment, 1);
        return end(rollouts().rollBack(service(), environment(), deployment, task, Precondition.NONE), task);
    }

    private ServiceStatus status() {
        return instances().find(service(), environment()).orElseThrow();
    }

    private String answered() throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(status().url() + "/items")).build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private List<String> running() {
        return status().instances().stream()
                .map(instance -> instance.id() + " " + instance.startedAt())
                .toList();
    }

    @Test
    void everyStrategyIsOfferedOrSaysWhyNot() {
        assertThat(rollouts().strategies()).isNotEmpty();
    }

    @Test
    void deployedServiceAnswersAndIsListed() throws Exception {
        Rollout rollout = deploy("dep-1", "one", false, 2);

        assertThat(rollout.phase()).isEqualTo(Phase.DEPLOYED);
        assertThat(answered()).contains("one");
        assertThat(status().readyReplicas()).isEqualTo(2);
        assertThat(instances().list()).containsExactly(status());
        assertThat(traffic().traffic(service(), environment()).orElseThrow().requests())
                .isPositive();
    }

    @Test
    void startReturnsBeforeTheRolloutHasEnded() throws Exception {
        Rollouts.Release release = release("dep-1", 1, "one", false, 1);

        Rollout started = rollouts().start(release, Precondition.NONE);

        assertThat(started.phase()).isEqualTo(Phase.PROGRESSING);
        assertThat(end(started, release.task()).phase()).isEqualTo(Phase.DEPLOYED);
    }

    @Test
    void releaseThatCannotStartBringsThePreviousOneBack() throws Exception {
        deploy("dep-1", "one", false, 1);

        Rollout rollout = deploy("dep-2", "two", true, 1);

        assertThat(rollout.phase()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(rollout.reason()).isNotBlank();
        assertThat(answered()).contains("one");
    }

    private static Precondition inService(String deployment) {
        return now -> now.flatMap(ServiceStatus::deploymentId).equals(Optional.of(deployment))
                ? Optional.empty()
                : Optional.of(Failure.conflict("SUPERSEDED", "Another release is in service.", "Review it again."));
    }

    @Test
    void preconditionIsAskedWhenEarlierRolloutsHaveEnded() throws Exception {
        deploy("dep-1", "one", false, 1);
        Rollouts.Release second = release("dep-2", 1, "two", false, 1);
        Rollouts.Release third = release("dep-3", 1, "three", false, 1);

        Rollout started = rollouts().start(second, inService("dep-1"));
        assertThatThrownBy(() -> end(rollouts().start(third, inService("dep-1")), third.task()))
                .hasMessageContaining("SUPERSEDED");

        assertThat(end(started, second.task()).phase()).isEqualTo(Phase.DEPLOYED);
        assertThat(answered()).contains("two");
        var task = new TaskKey("wf-1", "dep-4", 1);
        assertThatThrownBy(() ->
                        end(rollouts().rollBack(service(), environment(), "dep-4", task, inService("dep-1")), task))
                .hasMessageContaining("SUPERSEDED");
        assertThatThrownBy(() -> instances().remove(service(), environment(), true, inService("dep-1")))
                .hasMessageContaining("SUPERSEDED");
        assertThat(answered()).contains("two");
    }

    @Test
    void abortedRolloutGivesTheTrafficBack() throws Exception {
        deploy("dep-1", "one", false, 1);
        Rollouts.Release release = release("dep-2", 1, "two", false, 1);
        rollouts().start(release, Precondition.NONE);

        Rollout aborted = rollouts().abort(service(), environment(), "dep-2");

        assertThat(aborted.phase()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(answered()).contains("one");
    }

    @Test
    void rolledBackReleaseStaysSoForItsAttemptAndIsTriedAgainForTheNext() throws Exception {
        deploy("dep-1", 1, "one", true, 1);

        assertThat(deploy("dep-1", 1, "one", true, 1).phase()).isEqualTo(Phase.ROLLED_BACK);
        Rollout again = deploy("dep-1", 2, "two", false, 1);

        assertThat(again.phase()).isEqualTo(Phase.DEPLOYED);
        assertThat(answered()).contains("two");
    }

    @Test
    void deployingTwiceUnderOneIdReleasesOnce() throws Exception {
        deploy("dep-1", "one", false, 1);
        List<String> running = running();

        Rollout again = deploy("dep-1", 2, "one", false, 1);

        assertThat(again.phase()).isEqualTo(Phase.DEPLOYED);
        assertThat(running()).isEqualTo(running);
    }

    @Test
    void rollingBackRestoresThePreviousReleaseAndIsRefusedWithoutOne() throws Exception {
        deploy("dep-1", "one", false, 1);
        assertThatThrownBy(() -> rollBack("dep-2"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("ROLLBACK_IMPOSSIBLE");
        deploy("dep-3", "two", false, 1);

        Rollout rollout = rollBack("dep-4");

        assertThat(rollout.phase()).isEqualTo(Phase.DEPLOYED);
        assertThat(answered()).contains("one");
    }

    @Test
    void unknownDeploymentIsRefused() throws Exception {
        deploy("dep-1", "one", false, 1);

        assertThatThrownBy(() -> rollouts().observe(service(), environment(), "dep-9"))
                .hasMessageContaining("DEPLOYMENT_NOT_FOUND");
    }

    @Test
    void removedServiceIsGoneAndRemovingItAgainIsNoError() throws Exception {
        deploy("dep-1", "one", false, 1);

        instances().remove(service(), environment(), true, Precondition.NONE);
        instances().remove(service(), environment(), true, Precondition.NONE);

        assertThat(instances().find(service(), environment())).isEmpty();
        assertThat(instances().list()).isEmpty();
    }
}
