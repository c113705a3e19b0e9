package dev.agenticframework.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.Provisioning.Resource;
import dev.agenticframework.agentapi.RolloutStrategy;
import dev.agenticframework.agentapi.Rollouts.Rollout;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.agentapi.events.AboutDeployment;
import dev.agenticframework.agentapi.events.DeploymentCompleted;
import dev.agenticframework.agentapi.events.DeploymentStarted;
import dev.agenticframework.agentapi.events.DeploymentStatus;
import dev.agenticframework.agentapi.events.EventDetail;
import dev.agenticframework.contracts.AskedTask;
import dev.agenticframework.contracts.EventSchemas;
import dev.agenticframework.contracts.MemoryArtifacts;
import dev.agenticframework.contracts.PartialTarget;
import dev.agenticframework.engine.Resumption;
import dev.agenticframework.localgit.LocalGit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentAgentTest {

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final Map<String, String> DEPLOY = Map.of(
            "serviceName", "user-service",
            "environment", "production",
            "repository", "user-service",
            "build", "sha256:" + COMMIT,
            "commit", COMMIT,
            "deploymentDecision", "pass",
            "plannedRelease", planned(Optional.empty()));

    private static String planned(Optional<InService> replaces) {
        return Reviews.json(new PlannedRelease(
                        "user-service",
                        "production",
                        "user-service",
                        COMMIT,
                        replaces,
                        Optional.empty(),
                        new PlannedRelease.PolicyResult("pass", "strict", 0, 0, "")))
                .text();
    }

    private final ScriptedPlatform platform = new ScriptedPlatform();
    private final MemoryArtifacts artifacts = new MemoryArtifacts();
    private final ScriptedPipelines pipelines = new ScriptedPipelines();

    private final Agent agent = EventSchemas.checking(new DeploymentAgent(
            Targets.always(PartialTarget.of(pipelines, platform)), artifacts, Environments.defaults()));

    private static final Map<String, String> PIPELINE =
            Map.of("repository", "user-service", "branch", "create", "head", COMMIT, "mergeRequest", "1");

    private static Map<String, String> with(String name, String value) {
        var inputs = new HashMap<>(DEPLOY);
        inputs.put(name, value);
        return inputs;
    }

    @Test
    void deploymentCompletedCarriesTheFieldsOfTheSpecification() throws Exception {
        var result = (TaskResult.Succeeded) agent.perform(AskedTask.of("deploy", DEPLOY));

        assertThat(result.events())
                .extracting(EventDetail::detailType)
                .containsExactly("deployment.started", "deployment.completed");
        assertThat(result.events().getLast())
                .isEqualTo(new DeploymentCompleted(
                        new AboutDeployment(
                                result.outputs().values().get("deploymentId"),
                                "wf-1",
                                "user-service",
                                "production",
                                "0123456789ab"),
                        DeploymentStatus.SUCCESS,
                        3));
    }

    @Test
    void secondAttemptAsksForTheSameDeployment() throws Exception {
        var task = AskedTask.of("deploy", DEPLOY);
        agent.perform(task);
        agent.perform(task.again());

        assertThat(platform.releases)
                .hasSize(2)
                .extracting("deploymentId")
                .containsOnly(platform.releases.getFirst().deploymentId());
    }

    @Test
    void strategyOfTheEnvironmentIsTakenWhereNoneIsAskedFor() throws Exception {
        agent.perform(AskedTask.of("deploy", DEPLOY));
        agent.perform(AskedTask.of("deploy", with("strategy", "canary")));

        assertThat(platform.releases)
                .extracting("strategy")
                .containsExactly(RolloutStrategy.BLUE_GREEN, RolloutStrategy.CANARY);
    }

    @Test
    void runningServiceKeepsItsNumberOfReplicas() throws Exception {
        platform.running = Optional.of(ScriptedPlatform.status("user-service", "production", 5, Optional.of("dep-0")));
        agent.perform(AskedTask.of(
                "deploy", with("plannedRelease", planned(Optional.of(new InService("dep-0", "v0", ""))))));

        assertThat(platform.releases.getFirst().replicas()).isEqualTo(5);
    }

    @Test
    void rolledBackReleaseIsAFailedTaskWithTheReason() throws Exception {
        platform.phase = Rollout.Phase.ROLLED_BACK;
        platform.reason = "replica a-1 died with exit code 7";
        var result = (TaskResult.Terminal) agent.perform(AskedTask.of("deploy", DEPLOY));

        assertThat(result.failure().code()).isEqualTo("DEPLOYMENT_ROLLED_BACK");
        assertThat(result.failure().message()).contains("exit code 7").contains("There is no previous release");
        assertThat(result.events().getLast().detailType()).isEqualTo("deployment.rolled_back");
    }

    private static final Map<String, String> ROLLBACK = Map.of(
            "serviceName", "x",
            "environment", "staging",
            "plannedRollback",
                    Reviews.json(new PlannedRollback("x", "staging", Optional.empty(), "v0"))
                            .text());

    @Test
    void refusedRollbackFailsWithTheReasonAndItsEvents() throws Exception {
        platform.refusal =
                Optional.of(Failure.conflict("ROLLBACK_IMPOSSIBLE", "No earlier release exists.", "Deploy one."));
        var result = (TaskResult.Terminal) agent.perform(AskedTask.of("rollback", ROLLBACK));

        assertThat(result.failure().code()).isEqualTo("ROLLBACK_IMPOSSIBLE");
        assertThat(result.events())
                .extracting(EventDetail::detailType)
                .containsExactly("deployment.started", "deployment.failed");
    }

    @Test
    void taskIsSuspendedWhileItsRolloutIsUnderWay() throws Exception {
        platform.phase = Rollout.Phase.PROGRESSING;

        var result = (TaskResult.Suspended) agent.perform(AskedTask.of("deploy", DEPLOY));

        assertThat(result.handle())
                .isEqualTo("rollout/" + platform.releases.getFirst().deploymentId());
        assertThat(result.events()).hasOnlyElementsOfType(DeploymentStarted.class);
    }

    @Test
    void stoppedTaskAbortsItsRollout() throws Exception {
        var task = AskedTask.of("deploy", DEPLOY).resumed(new Resumption.Stopped("rollout/dep-1"));

        assertThat(agent.perform(task)).isInstanceOf(TaskResult.Stopped.class);
        assertThat(platform.aborted).hasSize(1);
    }

    @Test
    void rolloutThatTakesTooLongIsAborted() throws Exception {
        platform.phase = Rollout.Phase.ROLLED_BACK;
        var task = AskedTask.of("deploy", DEPLOY).resumed(new Resumption.Expired("rollout/dep-1"));

        assertThat(((TaskResult.Terminal) agent.perform(task)).failure().code()).isEqualTo("ROLLOUT_TIMED_OUT");
        assertThat(platform.aborted).hasSize(1);
    }

    private static final Map<String, String> RESTORE =
            Map.of("serviceName", "user-service", "environment", "staging", "deploymentId", "dep-1");

    @Test
    void restoringGivesTheTrafficBackToThePreviousRelease() throws Exception {
        platform.running = Optional.of(ScriptedPlatform.status("user-service", "staging", 2, Optional.of("dep-1")));

        var result = (TaskResult.Succeeded) agent.perform(AskedTask.of("restore", RESTORE));

        assertThat(result.summary()).isEqualTo("Rolled back: version v0 has the traffic");
        assertThat(result.events()).hasSize(1);
    }

    @Test
    void firstReleaseIsNotRestored() throws Exception {
        platform.running = Optional.of(ScriptedPlatform.status("user-service", "staging", 2, Optional.of("dep-1")));
        platform.previous = Optional.empty();

        var result = (TaskResult.Succeeded) agent.perform(AskedTask.of("restore", RESTORE));

        assertThat(result.summary()).contains("there is no previous release");
    }

    @Test
    void releaseThatSomeoneDeployedSinceThenIsNotRolledBack() throws Exception {
        platform.running = Optional.of(ScriptedPlatform.status("user-service", "staging", 2, Optional.of("dep-2")));

        var result = (TaskResult.Succeeded) agent.perform(AskedTask.of("restore", RESTORE));

        assertThat(result.summary()).contains("Nothing to restore");
        assertThat(result.events()).isEmpty();
    }

    @Test
    void nothingIsDeployedPastAGateThatDidNotPass() throws Exception {
        var result = (TaskResult.Terminal) agent.perform(AskedTask.of("deploy", with("deploymentDecision", "block")));

        assertThat(result.failure().code()).isEqualTo("DEPLOYMENT_BLOCKED");
        assertThat(platform.releases).isEmpty();
    }

    @Test
    void failingJobEndsTheTaskForGoodWithItsReasonAndTheTable() throws Exception {
        pipelines.run = ScriptedPipelines.ended(
                Pipelines.Status.FAILED,
                ScriptedPipelines.job("lint", Pipelines.Status.SUCCEEDED, ""),
                ScriptedPipelines.job("test", Pipelines.Status.FAILED, "1 failed: test_create"));
        var result = (TaskResult.Terminal) agent.perform(AskedTask.of("run-pipeline", PIPELINE));

        assertThat(result.failure().message()).contains("Job 'test'").contains("test_create");
        assertThat(result.outputs().values()).containsEntry("pipelineStatus", "failed");
        assertThat(new String(artifacts.read(result.outputs().values().get("pipelineReport")), StandardCharsets.UTF_8))
                .contains("\"name\":\"lint\"");
    }

    @Test
    void taskIsSuspendedWhileItsPipelineRuns() throws Exception {
        pipelines.run = ScriptedPipelines.ended(Pipelines.Status.RUNNING);

        var result = (TaskResult.Suspended) agent.perform(AskedTask.of("run-pipeline", PIPELINE));

        assertThat(result.handle()).isEqualTo("pipeline/42");
        assertThat(result.deadline()).isEqualTo(ScriptedPipelines.STARTED.plus(Duration.ofHours(1)));
    }

    @Test
    void stoppedTaskCancelsItsPipeline() throws Exception {
        var task = AskedTask.of("run-pipeline", PIPELINE).resumed(new Resumption.Stopped("pipeline/42"));

        assertThat(agent.perform(task)).isInstanceOf(TaskResult.Stopped.class);
        assertThat(pipelines.cancelled).containsExactly("42");
    }

    @Test
    void pipelineThatTakesTooLongIsCancelledAndFailsTheTask() throws Exception {
        var task = AskedTask.of("run-pipeline", PIPELINE).resumed(new Resumption.Expired("pipeline/42"));

        var result = (TaskResult.Terminal) agent.perform(task);
        assertThat(result.failure().code()).isEqualTo("PIPELINE_TIMED_OUT");
        assertThat(pipelines.cancelled).containsExactly("42");
    }

    @Test
    void provisionedResourcesAreToldWithoutTheirSecrets(@TempDir Path folder) throws Exception {
        var git = new LocalGit(folder, Clock.systemUTC());
        git.ensureRepository("x", "");
        var agent = new DeploymentAgent(
                Targets.always(PartialTarget.of(git, platform)), artifacts, Environments.defaults());
        platform.resources =
                List.of(new Resource("postgresql", "main", "DATABASE_URL", "127.0.0.1:5432/x", "postgresql/x/staging"));
        var result = (TaskResult.Succeeded) agent.perform(AskedTask.of(
                "provision",
                Map.of("serviceName", "x", "environment", "staging", "repository", "x", "commit", COMMIT)));

        assertThat(result.outputs().values().get("resources"))
                .contains("DATABASE_URL")
                .doesNotContain("password");
        assertThat(result.events()).extracting(EventDetail::detailType).containsExactly("infra.provisioned");
    }

    @Test
    void refusalOfAPortIsTheTasksOwn() throws Exception {
        pipelines.refusal = Optional.of(Failure.invalid("PIPELINE_INVALID", "line 3", "fix it"));
        var result = (TaskResult.Terminal) agent.perform(AskedTask.of("run-pipeline", PIPELINE));

        assertThat(result.failure().code()).isEqualTo("PIPELINE_INVALID");
    }

    @Test
    void everyOutputIsOneThatItsCapabilityDeclares() throws Exception {
        var result = (TaskResult.Succeeded) agent.perform(AskedTask.of("deploy", DEPLOY));
        var declared = agent.capabilities().stream()
                .filter(capability -> capability.action().equals("deploy"))
                .map(Capability::outputs)
                .findFirst()
                .orElseThrow();

        assertThat(result.outputs().values().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        declared.stream().<String>map(Field::name).toList());
    }
}
