package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Actions;
import dev.agenticframework.agentapi.Decision;
import dev.agenticframework.agentapi.DeploymentIds;
import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Inputs;
import dev.agenticframework.agentapi.ServicePlatform;
import dev.agenticframework.agentapi.ServicePlatform.Release;
import dev.agenticframework.agentapi.ServicePlatform.Status;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import java.util.List;

/// Rolls out a build. A task makes one deployment, however often it is tried: the deployment's id comes from the
/// task's key.
record DeployTask(ServicePlatform platform, List<Environment> environments) implements Actions.Action {

    static final int DEFAULT_REPLICAS = 2;
    static final String DEFAULT_STRATEGY = "rolling";
    static final int VERSION_DIGITS = 12;

    @Override
    public TaskResult perform(TaskContext task) throws InterruptedException {
        var inputs = task.inputs();
        if (inputs.get(Fields.DEPLOYMENT_DECISION) != Decision.PASS) {
            return TaskResult.terminal(Failure.user(
                    "DEPLOYMENT_BLOCKED",
                    "The policy gate blocked the deployment.",
                    "Fix or waive the findings in the policy report, then retry."));
        }
        var release = release(task.key().effect(), inputs);
        var report = new RolloutReport(task, release.deploymentId(), release.service(), release.environment());
        task.progress(0, "Starting a " + release.strategy() + " rollout of " + release.version());
        try {
            return report.result(release.version(), platform.deploy(release, task::log));
        } catch (FailureException e) {
            return report.failed(release.version(), e.failure());
        }
    }

    private Release release(String effect, Inputs inputs) {
        var service = inputs.get(Fields.SERVICE_NAME);
        var environment = inputs.get(Fields.ENVIRONMENT);
        return new Release(
                DeploymentIds.of(effect),
                service,
                environment,
                inputs.get(Fields.BUILD),
                inputs.get(Fields.COMMIT).substring(0, VERSION_DIGITS),
                inputs.get(Fields.REPLICAS, replicas(service, environment)),
                inputs.get(Fields.STRATEGY, strategy(environment)));
    }

    // A running service keeps its number of replicas when the request names none.
    private int replicas(String service, String environment) {
        return platform.status(service, environment)
                .map(Status::replicas)
                .filter(running -> running > 0)
                .orElse(DEFAULT_REPLICAS);
    }

    private String strategy(String name) {
        return environments.stream()
                .filter(environment -> environment.name().equals(name))
                .map(Environment::strategy)
                .findFirst()
                .orElse(DEFAULT_STRATEGY);
    }
}
