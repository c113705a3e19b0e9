package dev.agenticframework.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.ServicePlatform;
import dev.agenticframework.agentapi.ServicePlatform.Rollout;
import dev.agenticframework.agentapi.ServicePlatform.Rollout.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [ServicePlatform] must do with a service that answers `/items` with its version.
public abstract class ServicePlatformContract {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// The platform under test, without services at the beginning of each test.
    protected abstract ServicePlatform platform();

    /// The name of the service, and the environment that it is deployed to.
    protected abstract String service();

    /// See [#service].
    protected abstract String environment();

    /// Builds and releases a version of the service, rolling.
    ///
    /// @param dies its replicas end while they start
    protected abstract Rollout deploy(String deployment, String version, boolean dies, int replicas) throws Exception;

    private ServicePlatform.Status status() {
        return platform().status(service(), environment()).orElseThrow();
    }

    private String answered() throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(status().url() + "/items")).build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private List<Instant> starts() {
        return status().instances().stream()
                .map(ServicePlatform.Instance::startedAt)
                .toList();
    }

    @Test
    void deployedServiceAnswersAndIsListed() throws Exception {
        Rollout rollout = deploy("dep-1", "one", false, 2);

        assertThat(rollout.outcome()).isEqualTo(Outcome.DEPLOYED);
        assertThat(answered()).contains("one");
        assertThat(status().readyReplicas()).isEqualTo(2);
        assertThat(platform().services()).containsExactly(status());
        assertThat(platform().traffic(service(), environment()).orElseThrow().requests())
                .isPositive();
    }

    @Test
    void releaseThatCannotStartBringsTheOneBeforeBack() throws Exception {
        deploy("dep-1", "one", false, 1);

        Rollout rollout = deploy("dep-2", "two", true, 1);

        assertThat(rollout.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(rollout.reason()).isNotBlank();
        assertThat(answered()).contains("one");
    }

    @Test
    void releaseThatWasRolledBackCanBeTriedAgainUnderItsId() throws Exception {
        deploy("dep-1", "one", true, 1);

        Rollout again = deploy("dep-1", "two", false, 1);

        assertThat(again.outcome()).isEqualTo(Outcome.DEPLOYED);
        assertThat(answered()).contains("two");
    }

    @Test
    void deployingTwiceUnderOneIdReleasesOnce() throws Exception {
        deploy("dep-1", "one", false, 1);
        List<Instant> starts = starts();

        Rollout again = deploy("dep-1", "one", false, 1);

        assertThat(again.outcome()).isEqualTo(Outcome.DEPLOYED);
        assertThat(starts()).isEqualTo(starts);
    }

    @Test
    void rollingBackGoesToTheReleaseBeforeAndNotWhereThereIsNone() throws Exception {
        deploy("dep-1", "one", false, 1);
        assertThatThrownBy(() -> platform().rollback(service(), environment(), "dep-2", _ -> {}))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("ROLLBACK_IMPOSSIBLE");
        deploy("dep-3", "two", false, 1);

        Rollout rollout = platform().rollback(service(), environment(), "dep-4", _ -> {});

        assertThat(rollout.outcome()).isEqualTo(Outcome.DEPLOYED);
        assertThat(answered()).contains("one");
    }

    @Test
    void whatIsRemovedIsGoneAndRemovingItAgainIsNoError() throws Exception {
        deploy("dep-1", "one", false, 1);

        platform().remove(service(), environment(), true);
        platform().remove(service(), environment(), true);

        assertThat(platform().status(service(), environment())).isEmpty();
        assertThat(platform().services()).isEmpty();
    }
}
