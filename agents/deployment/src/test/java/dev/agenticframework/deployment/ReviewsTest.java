package dev.agenticframework.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.Json;
import dev.agenticframework.agentapi.ServiceStatus;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.contracts.AskedTask;
import dev.agenticframework.contracts.MemoryArtifacts;
import dev.agenticframework.contracts.PartialTarget;
import dev.agenticframework.localgit.LocalGit;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people approve, and that it is refused when something else is in service by then.
class ReviewsTest {
    private static final String REPORT = """
            {"mode": "strict", "decision": "pass", "findings": [{"rule": "a", "waiver": "until 2027"}, {"rule": "b"}]}""";

    @TempDir
    Path folder;

    private final ScriptedPlatform platform = new ScriptedPlatform();
    private final MemoryArtifacts artifacts = new MemoryArtifacts();
    private LocalGit git;
    private Agent agent;
    private String first;
    private String second;

    @BeforeEach
    void repository() {
        git = new LocalGit(folder, Clock.systemUTC());
        git.ensureRepository("orders", "");
        git.ensureRepository("payments", "");
        first = commit("one", "first", Map.of("app.go", "1"));
        second = commit("two", "second", Map.of("app.go", "2", "db/migrations/002_total.sql", "alter table orders"));
        agent = new DeploymentAgent(
                Targets.always(PartialTarget.of(git, platform)), artifacts, Environments.defaults());
    }

    private String commit(String effect, String message, Map<String, String> files) {
        var tree = new HashMap<String, FileTree.Entry>();
        files.forEach((path, text) -> tree.put(path, new FileTree.Entry(text.getBytes(UTF_8), false)));
        return git.commit(
                "orders",
                "main",
                "main",
                new SourceControl.Change.Whole(FileTree.of(tree)),
                message,
                "Ada <ada@example.com>",
                effect);
    }

    private void inService(String environment, String deployment, String commit) {
        platform.running = Optional.of(new ServiceStatus(
                "orders",
                environment,
                "http://127.0.0.1:18000",
                Optional.of(deployment),
                commit.substring(0, 12),
                commit,
                2,
                2,
                false,
                List.of(),
                List.of()));
    }

    private Map<String, String> release(String environment, String commit) {
        return Map.of(
                "serviceName",
                "orders",
                "environment",
                environment,
                "repository",
                "orders",
                "commit",
                commit,
                "deploymentDecision",
                "pass",
                "deploymentPolicyReport",
                artifacts.put(REPORT.getBytes(UTF_8), "application/json"));
    }

    /// The inputs of a review, and what it gives.
    private Map<String, String> reviewed(String review, Map<String, String> about) throws Exception {
        var inputs = new HashMap<>(about);
        inputs.putAll(((TaskResult.Succeeded) agent.perform(AskedTask.of(review, about)))
                .outputs()
                .values());
        return inputs;
    }

    private Map<String, String> reviewedRelease(String environment, String commit) throws Exception {
        var inputs = reviewed("review-release", release(environment, commit));
        inputs.put("build", "sha256:1");
        return inputs;
    }

    private String outcome(String action, Map<String, String> inputs) throws Exception {
        return switch (agent.perform(AskedTask.of(action, inputs))) {
            case TaskResult.Terminal failed -> failed.failure().code();
            case TaskResult.Succeeded _ -> "succeeded";
            default -> "other";
        };
    }

    @Test
    void releaseIsReviewedAgainstTheReleaseInService() throws Exception {
        inService("production", "dep-1", first);

        var planned = Reviews.read(
                new Json(reviewedRelease("production", second).get("plannedRelease")), PlannedRelease.class);

        assertThat(planned.replaces()).contains(new InService("dep-1", first.substring(0, 12), first));
        assertThat(planned.changes()).hasValueSatisfying(changes -> {
            assertThat(changes.commits()).isEqualTo(1);
            assertThat(changes.newest().getFirst().subject()).isEqualTo("second");
            assertThat(changes.missingCommits()).isZero();
            assertThat(changes.files()).isEqualTo(2);
            assertThat(changes.migrations()).containsExactly("db/migrations/002_total.sql");
        });
        assertThat(planned.policy())
                .isEqualTo(new PlannedRelease.PolicyResult(
                        "pass", "strict", 2, 1, release("production", second).get("deploymentPolicyReport")));
    }

    @Test
    void approvedReleaseIsRefusedWhenAnotherOneIsInService() throws Exception {
        inService("production", "dep-1", first);
        var approved = reviewedRelease("production", second);

        assertThat(outcome("deploy", approved)).isEqualTo("succeeded");
        inService("production", "dep-2", first);
        assertThat(outcome("deploy", approved)).isEqualTo("SUPERSEDED");
    }

    @Test
    void withoutApprovalAReleaseGoesForwardAndNotBack() throws Exception {
        inService("staging", "dep-1", first);
        var old = reviewedRelease("staging", first);
        var fresh = reviewedRelease("staging", second);

        inService("staging", "dep-2", first);
        assertThat(outcome("deploy", fresh)).isEqualTo("succeeded");
        inService("staging", "dep-3", second);
        assertThat(outcome("deploy", old)).isEqualTo("SUPERSEDED");
    }

    @Test
    void commitThatIsNotMergedIsDeployedOnlyWherePolicyAdvises() throws Exception {
        var tree = FileTree.of(Map.of("app.go", new FileTree.Entry("3".getBytes(UTF_8), false)));
        var unmerged = git.commit(
                "orders",
                "work",
                "main",
                new SourceControl.Change.Whole(tree),
                "unreviewed",
                "Eve <eve@example.com>",
                "three");

        assertThat(outcome("review-release", release("staging", unmerged))).isEqualTo("COMMIT_NOT_MERGED");
        assertThat(outcome("review-release", release("production", unmerged))).isEqualTo("COMMIT_NOT_MERGED");
        assertThat(outcome("review-release", release("dev", unmerged))).isEqualTo("succeeded");
        assertThat(outcome("review-release", release("production", first))).isEqualTo("succeeded");
    }

    @Test
    void rollbackIsRefusedWhenAnotherReleaseIsInService() throws Exception {
        inService("production", "dep-2", second);
        Map<String, String> about = Map.of("serviceName", "orders", "environment", "production");
        var inputs = reviewed("review-rollback", about);

        assertThat(outcome("rollback", inputs)).isEqualTo("succeeded");
        inService("production", "dep-3", second);
        assertThat(outcome("rollback", inputs)).isEqualTo("SUPERSEDED");
    }

    @Test
    void dataAreRemovedOnlyWhenTheNameIsRepeated() throws Exception {
        inService("dev", "dep-2", second);
        Map<String, String> about = Map.of("serviceName", "orders", "environment", "dev", "withData", "true");
        var inputs = reviewed("review-removal", about);

        assertThat(outcome("remove", inputs)).isEqualTo("REMOVAL_NOT_CONFIRMED");
        inputs.put("confirmation", "orders");
        assertThat(outcome("remove", inputs)).isEqualTo("succeeded");
        assertThat(platform.removed).containsExactly("orders/dev with data");
    }

    @Test
    void repositoryOfAnotherServiceIsRefused() throws Exception {
        var inputs = new HashMap<>(release("dev", second));
        inputs.put("repository", "payments");

        assertThat(outcome("review-release", inputs)).isEqualTo("REPOSITORY_OF_OTHER_SERVICE");
    }
}
