package dev.agenticframework.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.Finding;
import dev.agenticframework.agentapi.SourceControl.Change;
import dev.agenticframework.agentapi.SourceControl.Position;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.agentapi.waivers.Waiver;
import dev.agenticframework.contracts.AskedTask;
import dev.agenticframework.contracts.EventSchemas;
import dev.agenticframework.contracts.MemoryArtifacts;
import dev.agenticframework.contracts.PartialTarget;
import dev.agenticframework.localgit.LocalGit;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyAgentTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final String ROOT = "FROM python:3\nHEALTHCHECK CMD true\n";
    private static final String SOUND = ROOT + "USER 1000\n";

    @TempDir
    Path folder;

    private LocalGit git;
    private Agent agent;
    private final MemoryArtifacts artifacts = new MemoryArtifacts();
    private final MemoryWaivers waivers = new MemoryWaivers();

    @BeforeEach
    void start() {
        git = new LocalGit(folder, InstantSource.fixed(NOW));
        git.ensureRepository("shop", "");
        var gate = new PolicyGate(
                List.of(RegoPacks.load(Trees.PACKS), new SecretScan()), InstantSource.fixed(NOW), waivers);
        agent = EventSchemas.checking(
                new PolicyAgent(Targets.always(PartialTarget.of(git)), artifacts, gate, Environments.defaults()));
    }

    private TaskResult review(String environment, String... pathsAndTexts) throws InterruptedException {
        var tree = Trees.project(pathsAndTexts).files();
        var head = git.commit("shop", "work", "main", new Change.Whole(tree), "m", "Ada", "wf-1/t1");
        var request = git.openMergeRequest("shop", "work", "main", "T", "", "Ada");
        return agent.perform(AskedTask.of(
                        PolicyAgent.REVIEW.action(),
                        Map.of(
                                "repository",
                                "shop",
                                "head",
                                head,
                                "mergeRequest",
                                "" + request.number(),
                                "environment",
                                environment))
                .at(NOW));
    }

    private String comment() {
        return git.mergeRequest("shop", 1).orElseThrow().comments().getFirst().body();
    }

    @Test
    void soundMergeRequestPassesInStrictModeAndIsToldSo() throws InterruptedException {
        var result = (TaskResult.Succeeded) review("production", "Dockerfile", SOUND);

        assertThat(result.outputs().values()).containsEntry("decision", "pass").containsKey("policyReport");
        assertThat(result.events())
                .singleElement()
                .satisfies(e -> assertThat(e.detailType()).isEqualTo("policy.validated"));
        assertThat(comment()).contains("Policy: passed").contains("no findings");
    }

    @Test
    void highFindingBlocksWhereItIsEnforcedAndTheReasonNamesIt() throws InterruptedException {
        var result = (TaskResult.Terminal) review("staging", "Dockerfile", ROOT);

        assertThat(result.failure().code()).isEqualTo("POLICY_BLOCKED");
        assertThat(result.failure().message()).contains("high dockerfile-runs-as-root Dockerfile:1");
        assertThat(result.outputs().values()).containsEntry("decision", "block");
        assertThat(result.events().getFirst().detailType()).isEqualTo("policy.violated");
        assertThat(comment())
                .contains("| high | `dockerfile-runs-as-root` | Dockerfile:1 |")
                .contains("USER 10001");
        assertThat(artifacts.read(result.outputs().values().get("policyReport")))
                .asString(UTF_8)
                .contains("\"rule\": \"dockerfile-runs-as-root\"");
    }

    @Test
    void sameFindingPassesWhereItIsAdvised() throws InterruptedException {
        assertThat(review("dev", "Dockerfile", ROOT)).isInstanceOf(TaskResult.Succeeded.class);
        assertThat(comment()).contains("dockerfile-runs-as-root");
    }

    @Test
    void lowFindingBlocksOnlyInStrictMode() throws InterruptedException {
        var text = "FROM python:3\nUSER 1\n";

        assertThat(review("staging", "Dockerfile", text)).isInstanceOf(TaskResult.Succeeded.class);
        assertThat(review("production", "Dockerfile", text)).isInstanceOf(TaskResult.Terminal.class);
    }

    @Test
    void findingBecomesARemarkOnItsLine() throws InterruptedException {
        review("staging", "Dockerfile", ROOT);

        var remark = git.mergeRequest("shop", 1).orElseThrow().comments().get(1);
        assertThat(remark.position()).contains(new Position("Dockerfile", 1));
        assertThat(remark.body())
                .startsWith("**high** `dockerfile-runs-as-root`: ")
                .contains("USER 10001");
    }

    @Test
    void reviewMadeAgainLeavesOneComment() throws InterruptedException {
        review("dev", "Dockerfile", ROOT);
        review("dev", "Dockerfile", SOUND);

        assertThat(git.mergeRequest("shop", 1).orElseThrow().comments()).hasSize(1);
        assertThat(comment()).contains("no findings");
    }

    @Test
    void gateBeforeDeploymentUsesTheModeOfItsEnvironment() throws InterruptedException {
        var commit = git.commit(
                "shop",
                "main",
                "main",
                new Change.Whole(Trees.project("Dockerfile", ROOT).files()),
                "m",
                "A",
                "wf/t1");
        var inputs = new HashMap<>(Map.of("repository", "shop", "commit", commit, "environment", "production"));

        assertThat(agent.perform(
                        AskedTask.of(PolicyAgent.CHECK.action(), inputs).at(NOW)))
                .isInstanceOf(TaskResult.Terminal.class);
        inputs.put("environment", "dev");
        assertThat(((TaskResult.Succeeded) agent.perform(
                                AskedTask.of(PolicyAgent.CHECK.action(), inputs).at(NOW)))
                        .outputs()
                        .values())
                .containsEntry("deploymentDecision", "pass");
    }

    private static String waiver(String expires, String rest) {
        return "waivers:\n  - {rule: dockerfile-runs-as-root, expires: " + expires + ", " + rest + "}\n";
    }

    private static final String STATEMENT = "statement: the base image has no other user yet";

    private TaskResult reviewWith(String waiver) throws InterruptedException {
        return review("production", "Dockerfile", ROOT, Waivers.PATH, waiver);
    }

    private void approveAll() {
        waivers.all().forEach(entry -> waivers.approve(entry.waiver().id(), "Grace"));
    }

    @Test
    void waiverCountsOnlyWhenItIsApproved() throws InterruptedException {
        var waiver = waiver("2026-06-01", STATEMENT + ", approvedBy: the boss");

        var blocked = (TaskResult.Terminal) reviewWith(waiver);
        var id = waivers.all().getFirst().waiver().id();
        assertThat(blocked.failure().message()).contains("its waiver " + id + " is not approved");
        assertThat(blocked.failure().remedy()).contains("agentic waiver list");
        assertThat(comment()).doesNotContain("waived");

        approveAll();

        assertThat(reviewWith(waiver)).isInstanceOf(TaskResult.Succeeded.class);
        assertThat(comment()).contains("waived until 2026-06-01, approved by Grace: the base image");
    }

    @Test
    void approvalIsForExactlyOneWaiver() throws InterruptedException {
        reviewWith(waiver("2026-06-01", STATEMENT + ", paths: [Dockerfile]"));
        approveAll();

        for (var other : List.of(
                waiver("2026-06-01", STATEMENT),
                waiver("2026-06-02", STATEMENT + ", paths: [Dockerfile]"),
                waiver("2026-06-01", STATEMENT + " or ever, paths: [Dockerfile]"))) {
            assertThat(reviewWith(other)).isInstanceOf(TaskResult.Terminal.class);
        }
        assertThat(new Waiver("shop", "shop", "r", List.of("a", "b"), "s", LocalDate.EPOCH).id())
                .isNotEqualTo(new Waiver("shop", "shop", "r", List.of("a1:b"), "s", LocalDate.EPOCH).id())
                .isNotEqualTo(new Waiver("shop2", "shop", "r", List.of("a", "b"), "s", LocalDate.EPOCH).id());
    }

    @Test
    void waiverHoldsUntilItsEndAndNoLonger() throws InterruptedException {
        reviewWith(waiver("2026-06-01", STATEMENT));
        approveAll();
        assertThat(reviewWith(waiver("2026-06-01", STATEMENT))).isInstanceOf(TaskResult.Succeeded.class);

        var expired = (TaskResult.Terminal) reviewWith(waiver("2026-05-31", STATEMENT));
        assertThat(expired.failure().message()).contains("its waiver expired on 2026-05-31");
    }

    @Test
    void waiverWithoutStatementOrEndOrForAnotherPathDoesNotCount() throws InterruptedException {
        for (var waiver : List.of(
                waiver("2026-06-02", "statement: short"),
                waiver("2030-01-01", "statement: for a very long time indeed"),
                waiver("2026-06-02", "statement: elsewhere it is fine, paths: [images/**]"))) {
            assertThat(review("staging", "Dockerfile", ROOT, Waivers.PATH, waiver))
                    .isInstanceOf(TaskResult.Terminal.class);
            assertThat(waivers.all()).isEmpty();
        }
    }

    @Test
    void commentCannotBeBrokenByWhatIsFound() throws InterruptedException {
        var report = new FindingReport(
                List.of(new Finding("r", Finding.Severity.LOW, "a|b\n<script>", "f|g", 1, "x", "p", Optional.empty())),
                Environment.PolicyMode.STRICT);

        assertThat(report.review("c").summary()).contains("| f\\|g:1 | a\\|b &lt;script> | x |");
    }
}
