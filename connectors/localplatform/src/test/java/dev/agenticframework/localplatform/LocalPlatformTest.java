package dev.agenticframework.localplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agenticframework.agentapi.Instances;
import dev.agenticframework.agentapi.Precondition;
import dev.agenticframework.agentapi.RolloutStrategy;
import dev.agenticframework.agentapi.Rollouts;
import dev.agenticframework.agentapi.Rollouts.Rollout.Phase;
import dev.agenticframework.agentapi.TaskKey;
import dev.agenticframework.agentapi.TrafficMetrics;
import dev.agenticframework.contracts.RecordedSignals;
import dev.agenticframework.contracts.RolloutsContract;
import dev.agenticframework.host.ProcessGroups;
import dev.agenticframework.host.ProcessSignal;
import dev.agenticframework.host.ProcessTable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real processes of a small real service.
class LocalPlatformTest {

    private static final String SERVICE = "tiny";

    @TempDir
    Path directory;

    private PlatformFixture fixture;

    @BeforeEach
    void start() throws InterruptedException {
        fixture = new PlatformFixture(directory);
    }

    @Nested
    class Contract extends RolloutsContract {
        @Override
        protected Rollouts rollouts() {
            return fixture.platform.rollouts();
        }

        @Override
        protected Instances instances() {
            return fixture.platform.instances();
        }

        @Override
        protected TrafficMetrics traffic() {
            return fixture.platform.traffic();
        }

        @Override
        protected RecordedSignals signals() {
            return fixture.signals;
        }

        @Override
        protected String service() {
            return SERVICE;
        }

        @Override
        protected String environment() {
            return "staging";
        }

        @Override
        protected Rollouts.Release release(String deployment, int attempt, String version, boolean dies, int replicas)
                throws InterruptedException {
            TinyService tiny = version(version);
            var build = fixture.build(SERVICE, (dies ? tiny.with("dies", true) : tiny).tree());
            return new Rollouts.Release(
                    deployment,
                    new TaskKey("wf-1", deployment, attempt),
                    SERVICE,
                    environment(),
                    build.id(),
                    build.commit().substring(0, 8),
                    replicas,
                    RolloutStrategy.ROLLING);
        }
    }

    @AfterEach
    void stop() {
        fixture.close();
        assertThat(processesOf(directory)).isEmpty();
    }

    static List<ProcessTable.Entry> processesOf(Path directory) {
        return ProcessTable.ofThisMachine().marked(ProcessGroups.MARK, owner(directory));
    }

    static String owner(Path directory) {
        return Text.sha256(directory.toString()).substring(0, 16);
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        boolean met = condition.getAsBoolean();
        for (int i = 0; i < 400 && !met; i++) {
            Thread.sleep(50);
            met = condition.getAsBoolean();
        }
        assertThat(met).isTrue();
    }

    private static TinyService version(String version) {
        return new TinyService(SERVICE, version);
    }

    private String answered() throws Exception {
        return fixture.get(SERVICE, "/items").body();
    }

    @Test
    void replicaThatDiesWhileStartingBringsTheReleaseBeforeBack() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").tree(), 2, "rolling");

        var rollout = fixture.deploy(
                "dep-2", SERVICE, version("two").with("dies", true).tree(), 2, "rolling");

        assertThat(rollout.phase()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(rollout.reason()).contains("exit code 7").contains("cannot go on");
        assertThat(answered()).contains("\"version\": \"one\"");
        assertThat(fixture.status(SERVICE).readyReplicas()).isEqualTo(2);
    }

    @Test
    void firstReleaseThatFailsLeavesNoProcessAndAClearAnswer() throws Exception {
        var rollout = fixture.deploy(
                "dep-1", SERVICE, version("one").with("dies", true).tree(), 2, "rolling");

        assertThat(rollout.phase()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(processesOf(directory)).isEmpty();
        var answer = fixture.get(SERVICE, "/items");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    private List<Long> pids() {
        return fixture.status(SERVICE).instances().stream()
                .map(instance -> Long.valueOf(instance.details().getOrDefault("pid", "")))
                .toList();
    }

    @Test
    void noRequestFailsWhileARollingUpdateRuns() throws Exception {
        takeOverUnderLoad("rolling");
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"blue-green", "canary"})
    void noRequestFailsWhileAReleaseTakesOver(String strategy) throws Exception {
        takeOverUnderLoad(strategy);
    }

    private void takeOverUnderLoad(String strategy) throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").tree(), 2, "rolling");
        try (var load = new Load(fixture.status(SERVICE).url())) {
            var rollout = fixture.deploy("dep-2", SERVICE, version("two").tree(), 2, strategy);
            load.end();

            assertThat(rollout.phase()).as(rollout.reason()).isEqualTo(Phase.DEPLOYED);
            assertThat(load.failures()).isEmpty();
            assertThat(load.sent()).isGreaterThan(20);
        }
        assertThat(answered()).contains("two");
        assertThat(fixture.status(SERVICE).instances()).hasSize(2);
    }

    @Tag("slow")
    @Test
    void canaryThatFailsRequestsGivesAllTrafficBackToStable() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").tree(), 2, "rolling");
        try (var load = new Load(fixture.status(SERVICE).url())) {
            var rollout = fixture.deploy(
                    "dep-2", SERVICE, version("two").with("failing", true).tree(), 2, "canary");

            assertThat(rollout.phase()).isEqualTo(Phase.ROLLED_BACK);
            assertThat(rollout.reason()).contains("The canary at").contains("failed:");
            assertThat(load.sent()).isPositive();
        }
        assertThat(IntStream.range(0, 20).mapToObj(i -> quietly()).distinct())
                .singleElement()
                .asString()
                .contains("200");
    }

    private String quietly() {
        try {
            return Integer.toString(fixture.get(SERVICE, "/items").statusCode());
        } catch (Exception e) {
            return e.toString();
        }
    }

    @Tag("slow")
    @Test
    void canaryWithoutTrafficSaysThatItCannotTell() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").tree(), 1, "rolling");

        var rollout = fixture.deploy("dep-2", SERVICE, version("two").tree(), 1, "canary");

        assertThat(rollout.phase()).isEqualTo(Phase.DEPLOYED);
        assertThat(fixture.log).anyMatch(line -> line.contains("inconclusive, 0 requests"));
    }

    @Tag("slow")
    @Test
    void blueGreenThatFailsAfterTheSwitchGoesBack() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").tree(), 1, "rolling");
        try (var load = new Load(fixture.status(SERVICE).url())) {
            var rollout = fixture.deploy(
                    "dep-2", SERVICE, version("two").with("failing", true).tree(), 1, "blue-green");

            assertThat(rollout.phase()).isEqualTo(Phase.ROLLED_BACK);
            assertThat(rollout.reason()).contains("after the switch");
            assertThat(load.sent()).isPositive();
        }
        assertThat(answered()).contains("one");
    }

    @Tag("slow")
    @Test
    void rollbackGoesFurtherBackEachTime() throws Exception {
        for (var version : List.of("one", "two", "three")) {
            fixture.deploy("dep-" + version, SERVICE, version(version).tree(), 1, "rolling");
        }

        fixture.rollBack("dep-back-1", SERVICE);
        assertThat(answered()).contains("two");
        fixture.rollBack("dep-back-2", SERVICE);
        assertThat(answered()).contains("one");
        assertThatThrownBy(() -> fixture.rollBack("dep-back-3", SERVICE)).hasMessageContaining("ROLLBACK_IMPOSSIBLE");
    }

    @Test
    void deadReplicaIsReplacedAndItsRequestsGoElsewhere() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").tree(), 2, "rolling");
        long victim = pids().getFirst();
        ProcessSignal.KILL.send(victim);

        for (int i = 0; i < 20; i++) {
            assertThat(fixture.get(SERVICE, "/items").statusCode()).isEqualTo(200);
        }
        await(() -> fixture.status(SERVICE).readyReplicas() == 2);
        assertThat(pids()).doesNotContain(victim);
    }

    private Path checkout() throws IOException {
        var place = Path.of("/proc/" + fixture.serving(SERVICE).pid() + "/cwd").toRealPath();
        assertThat(place).startsWith(directory.toRealPath());
        return place;
    }

    @Tag("slow")
    @Test
    void replicaThatNoLongerAnswersIsStartedAgain() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").tree(), 1, "rolling");
        long deaf = pids().getFirst();
        var checkout = checkout();
        Files.createFile(checkout.resolve("deaf"));

        await(() -> !pids().contains(deaf));
        Files.delete(checkout.resolve("deaf"));
        await(() -> fixture.status(SERVICE).readyReplicas() == 1);
    }

    @Tag("slow")
    @Test
    void replicaThatIsNotReadyGetsNoTraffic() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").tree(), 1, "rolling");
        var checkout = checkout();
        Files.createFile(checkout.resolve("unready"));

        await(() -> quietly().equals("503"));
        Files.delete(checkout.resolve("unready"));
        await(() -> quietly().equals("200"));
    }

    @Test
    void bodiesAndMethodsPassThroughTheGateway() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").tree(), 1, "rolling");
        var body = "x".repeat(3_000_000);

        var answer = fixture.send(HttpRequest.newBuilder(fixture.uri(SERVICE, "/echo?a=%7B%7D&b=%20"))
                .method("PUT", HttpRequest.BodyPublishers.ofString(body))
                .build());

        assertThat(answer.body()).contains("\"length\": 3000000");
    }

    @Test
    void replicaThatBreaksOffIsABadGatewayAndCounted() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").tree(), 1, "rolling");

        var answer = fixture.send(HttpRequest.newBuilder(fixture.uri(SERVICE, "/break"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(answer.statusCode()).isEqualTo(502);
        var traffic = countedTraffic();
        assertThat(traffic.errors()).isEqualTo(1);
        assertThat(traffic.requests()).isEqualTo(1);
    }

    /// The gateway counts a request once it is over, which may be after the client has its answer.
    private TrafficMetrics.Traffic countedTraffic() throws InterruptedException {
        for (int tries = 0; tries < 1_000; tries++) {
            var traffic = fixture.platform.traffic().traffic(SERVICE, "staging").orElseThrow();
            if (traffic.requests() > 0) {
                return traffic;
            }
            Thread.sleep(5);
        }
        throw new AssertionError("the request was never counted");
    }

    @Test
    void replicaSeesItsEnvironmentAndNoneOfThePlatforms() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").tree(), 1, "rolling");

        assertThat(fixture.get(SERVICE, "/environment").body())
                .contains("\"SERVICE_NAME\": \"tiny\"")
                .contains("\"ENVIRONMENT\": \"staging\"")
                .contains("\"HOST\": \"127.0.0.1\"")
                .doesNotContain("SECRET_OF_THE_PLATFORM");
    }

    @Test
    void portAndReplicasAreTheSameAfterDownAndUp() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").tree(), 2, "rolling");
        var url = fixture.status(SERVICE).url();

        fixture.close();
        assertThat(processesOf(directory)).isEmpty();
        fixture = new PlatformFixture(directory);

        await(() -> fixture.status(SERVICE).readyReplicas() == 2);
        assertThat(fixture.status(SERVICE).url()).isEqualTo(url);
        assertThat(answered()).contains("one");
    }

    @Tag("slow")
    @Test
    void childrenThatLeftTheirGroupEndWithTheReplica() throws Exception {
        fixture.deploy(
                "dep-1",
                SERVICE,
                version("one").with("child", true).with("deafToTerm", true).tree(),
                1,
                "rolling");
        assertThat(processesOf(directory)).hasSizeGreaterThan(2);

        fixture.platform.instances().remove(SERVICE, "staging", true, Precondition.NONE);

        assertThat(processesOf(directory)).isEmpty();
        assertThat(fixture.platform.instances().list()).isEmpty();
    }

    @Test
    void secondPlatformIsKeptOffTheDirectory() {
        assertThatThrownBy(() -> new PlatformFixture(directory)).hasMessageContaining("PLATFORM_IN_USE");
    }

    @Test
    void sameRevisionIsBuiltOnce() throws Exception {
        var first = fixture.build(SERVICE, version("one").tree());
        var again = fixture.build(SERVICE, version("one").tree());

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(fixture.log).filteredOn(line -> line.equals("building")).hasSize(1);
    }

    @Test
    void buildsWithTheSameKeyFilesShareWhatTheyCache() throws Exception {
        fixture.build(SERVICE, version("one").tree());
        fixture.build(SERVICE, version("one").build("[\"cat made/result\"]").tree());

        assertThat(fixture.log).contains("Took made from the cache", "built");
    }

    @Test
    void failedBuildTellsItsLastLinesAndLeavesNothing() throws Exception {
        var tree = version("one").build("[\"echo the reason; exit 3\"]").tree();

        assertThatThrownBy(() -> fixture.build(SERVICE, tree))
                .hasMessageContaining("BUILD_FAILED")
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("the reason");
        try (var left = Files.list(directory.resolve("builds"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void interruptedBuildEndsWithAllThatItStarted() throws Exception {
        var tree = version("one").build("[\"sleep 1000 & sleep 1000\"]").tree();
        var building = Thread.ofVirtual().start(() -> {
            try {
                fixture.build(SERVICE, tree);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await(() -> processesOf(directory).size() > 2);
        building.interrupt();
        building.join();

        assertThat(processesOf(directory)).isEmpty();
    }

    @Test
    void logsOfAllReplicasAreTold() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").tree(), 2, "rolling");

        assertThat(fixture.platform.instances().logs(SERVICE, "staging", 10))
                .hasSize(2)
                .allMatch(line -> line.contains("listening"));
    }

    @Tag("slow")
    @Test
    void takenGatewayPortIsAClearErrorAndOpensOnceItIsFree() throws Exception {
        fixture.deploy("dep-1", SERVICE, version("one").tree(), 1, "rolling");
        int port = fixture.uri(SERVICE, "").getPort();
        fixture.close();
        try (var taken = new ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress())) {
            fixture = new PlatformFixture(directory);
            assertThat(taken.isBound()).isTrue();
            assertThatThrownBy(() ->
                            fixture.deploy("dep-2", SERVICE, version("two").tree(), 1, "rolling"))
                    .hasMessageContaining("GATEWAY_PORT_IN_USE");
        }
        await(() -> quietly().equals("200"));
    }
}
