package dev.agenticframework.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.AgentEvent;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Field;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.ServicePlatform.Resource;
import dev.agenticframework.agentapi.ServicePlatform.Rollout;
import dev.agenticframework.agentapi.TaskResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeploymentAgentTest {

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final Map<String, String> DEPLOY = Map.of(
            "serviceName", "user-service",
            "environment", "production",
            "build", "sha256:" + COMMIT,
            "commit", COMMIT,
            "deploymentDecision", "pass");

    private final ScriptedPlatform platform = new ScriptedPlatform();
    private final MemoryArtifacts artifacts = new MemoryArtifacts();
    private Pipelines.Run run = new Pipelines.Run(
            Pipelines.Status.SUCCEEDED, List.of(job("test", Pipelines.Status.SUCCEEDED, "")), Duration.ofSeconds(9));

    private final DeploymentAgent agent = new DeploymentAgent(
            platform,
            (request, listener) -> {
                run.jobs().forEach(listener::jobEnded);
                return run;
            },
            artifacts,
            Environment.defaults());

    private static Pipelines.Job job(String name, Pipelines.Status status, String reason) {
        return new Pipelines.Job(
                name, "test", status, false, reason, Duration.ofSeconds(4), Optional.empty(), Optional.empty());
    }

    private static Map<String, String> with(String name, String value) {
        var inputs = new HashMap<>(DEPLOY);
        inputs.put(name, value);
        return inputs;
    }

    @Test
    void deploymentCompletedCarriesTheFieldsOfTheSpecification() throws Exception {
        var result = (TaskResult.Succeeded) agent.perform(AskedTask.of("deploy", DEPLOY));

        assertThat(result.events())
                .extracting(AgentEvent::detailType)
                .containsExactly("deployment.started", "deployment.completed");
        assertThat(result.events().getLast().detail())
                .containsEntry("deployment_id", result.outputs().get("deploymentId"))
                .containsEntry("workflow_id", "wf-1")
                .containsEntry("service_name", "user-service")
                .containsEntry("environment", "production")
                .containsEntry("version", "0123456789ab")
                .containsEntry("status", "success")
                .containsEntry("duration_seconds", 3L);
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

        assertThat(platform.releases).extracting("strategy").containsExactly("blue-green", "canary");
    }

    @Test
    void runningServiceKeepsItsNumberOfReplicas() throws Exception {
        platform.running = Optional.of(ScriptedPlatform.status("user-service", "production", 5, Optional.of("dep-0")));
        agent.perform(AskedTask.of("deploy", DEPLOY));

        assertThat(platform.releases.getFirst().replicas()).isEqualTo(5);
    }

    @Test
    void rolledBackReleaseIsAFailedTaskWithTheReason() throws Exception {
        platform.outcome = Rollout.Outcome.ROLLED_BACK;
        platform.reason = "replica a-1 died with exit code 7";
        var result = (TaskResult.Terminal) agent.perform(AskedTask.of("deploy", DEPLOY));

        assertThat(result.failure().code()).isEqualTo("DEPLOYMENT_ROLLED_BACK");
        assertThat(result.failure().message()).contains("exit code 7").contains("no earlier release");
        assertThat(result.events().getLast().detailType()).isEqualTo("deployment.rolled_back");
    }

    @Test
    void nothingIsDeployedPastAGateThatDidNotPass() throws Exception {
        var result = (TaskResult.Terminal) agent.perform(AskedTask.of("deploy", with("deploymentDecision", "block")));

        assertThat(result.failure().code()).isEqualTo("DEPLOYMENT_BLOCKED");
        assertThat(platform.releases).isEmpty();
    }

    @Test
    void failingJobEndsTheTaskForGoodWithItsReasonAndTheTable() throws Exception {
        run = new Pipelines.Run(
                Pipelines.Status.FAILED,
                List.of(
                        job("lint", Pipelines.Status.SUCCEEDED, ""),
                        job("test", Pipelines.Status.FAILED, "1 failed: test_create")),
                Duration.ofSeconds(9));
        var result = (TaskResult.Terminal) agent.perform(AskedTask.of(
                "run-pipeline",
                Map.of("repository", "user-service", "branch", "create", "head", COMMIT, "mergeRequest", "1")));

        assertThat(result.failure().message()).contains("job 'test'").contains("test_create");
        assertThat(result.outputs()).containsEntry("pipelineStatus", "failed");
        assertThat(new String(artifacts.read(result.outputs().get("pipelineReport")), StandardCharsets.UTF_8))
                .contains("\"name\":\"lint\"");
    }

    @Test
    void provisionedResourcesAreToldWithoutTheirSecrets() throws Exception {
        platform.resources =
                List.of(new Resource("postgresql", "main", "DATABASE_URL", "127.0.0.1:5432/x", "postgresql/x/staging"));
        var result = (TaskResult.Succeeded) agent.perform(AskedTask.of(
                "provision",
                Map.of("serviceName", "x", "environment", "staging", "repository", "x", "commit", COMMIT)));

        assertThat(result.outputs().get("resources")).contains("DATABASE_URL").doesNotContain("password");
        assertThat(result.events()).extracting(AgentEvent::detailType).containsExactly("infra.provisioned");
    }

    @Test
    void refusalOfAPortIsTheTasksOwn() throws Exception {
        var refusing = new DeploymentAgent(
                platform,
                (request, listener) -> {
                    throw new FailureException(Failure.invalid("PIPELINE_INVALID", "line 3", "mend it"));
                },
                artifacts,
                Environment.defaults());
        var result = (TaskResult.Terminal) refusing.perform(AskedTask.of(
                "run-pipeline",
                Map.of("repository", "user-service", "branch", "create", "head", COMMIT, "mergeRequest", "1")));

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

        assertThat(result.outputs().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        declared.stream().map(Field::name).toList());
    }
}
