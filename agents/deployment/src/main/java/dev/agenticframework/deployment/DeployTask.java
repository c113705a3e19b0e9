package dev.agenticframework.deployment;

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

/// Rolls a build out. One task makes one deployment, however often it is tried: its id comes from the task's key.
record DeployTask(ServicePlatform platform, List<Environment> environments) implements DeploymentAgent.Action {

    static final int DEFAULT_REPLICAS = 2;
    static final String DEFAULT_STRATEGY = "rolling";
    static final int VERSION_DIGITS = 12;

    @Override
    public TaskResult perform(TaskContext task) throws InterruptedException {
        var inputs = task.inputs();
        if (!inputs.text(Fields.DEPLOYMENT_DECISION.name()).equals("pass")) {
            return TaskResult.terminal(Failure.conflict(
                    "DEPLOYMENT_BLOCKED",
                    "the gate before deployment did not pass",
                    "mend or waive the findings of the policy report, then retry"));
        }
        var release = release(task.key().effect(), inputs);
        var report = new RolloutReport(task, release.deploymentId(), release.service(), release.environment());
        task.progress(0, release.strategy() + " release of " + release.version());
        try {
            return report.result(release.version(), platform.deploy(release, task::log));
        } catch (FailureException e) {
            return report.failed(release.version(), e.failure());
        }
    }

    private Release release(String effect, Inputs inputs) {
        var service = inputs.text(Fields.SERVICE_NAME.name());
        var environment = inputs.text(Fields.ENVIRONMENT.name());
        var commit = inputs.text(Fields.COMMIT.name());
        return new Release(
                DeploymentIds.of(effect),
                service,
                environment,
                inputs.text(Fields.BUILD.name()),
                commit.substring(0, Math.min(VERSION_DIGITS, commit.length())),
                inputs.integer(Fields.REPLICAS.name(), replicas(service, environment)),
                inputs.text(Fields.STRATEGY.name(), strategy(environment)));
    }

    // A service that runs keeps its number when none is asked for.
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
