package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.ServicePlatform.Rollout;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.agentapi.events.AboutDeployment;
import dev.agenticframework.agentapi.events.DeploymentCompleted;
import dev.agenticframework.agentapi.events.DeploymentFailed;
import dev.agenticframework.agentapi.events.DeploymentRolledBack;
import dev.agenticframework.agentapi.events.DeploymentStarted;
import java.net.URI;
import java.util.List;

/// Turns the end of a rollout into a task's result and its events.
record RolloutReport(TaskContext task, String deploymentId, String service, String environment) {

    TaskResult result(String version, Rollout rollout) {
        return switch (rollout.outcome()) {
            case DEPLOYED -> deployed(version, rollout);
            case ROLLED_BACK -> rolledBack(version, rollout);
        };
    }

    private TaskResult deployed(String version, Rollout rollout) {
        var running = rollout.service();
        return TaskResult.succeeded(
                Outputs.of(Fields.DEPLOYMENT_ID, deploymentId)
                        .with(Fields.URL, URI.create(running.url()))
                        .with(Fields.VERSION, version)
                        .with(Fields.RUNNING_REPLICAS, running.readyReplicas()),
                "Version " + version + " serves at " + running.url() + " with " + running.readyReplicas() + " of "
                        + running.replicas() + " replicas ready",
                started(version),
                new DeploymentCompleted(about(version), rollout.duration().toSeconds()));
    }

    private TaskResult rolledBack(String version, Rollout rollout) {
        var kept = rollout.service().deploymentId().isPresent()
                ? "Version " + rollout.service().version() + " has the traffic."
                : "No earlier release exists.";
        return new TaskResult.Terminal(
                Failure.user(
                        "DEPLOYMENT_ROLLED_BACK",
                        "The release was rolled back. " + kept + " Reason: " + rollout.reason(),
                        "Fix what the reason names, then deploy again."),
                Outputs.NONE,
                List.of(
                        started(version),
                        new DeploymentRolledBack(
                                about(version), rollout.duration().toSeconds())));
    }

    TaskResult failed(String version, Failure failure) {
        return TaskResult.failed(failure, started(version), new DeploymentFailed(about(version), 0));
    }

    private DeploymentStarted started(String version) {
        return new DeploymentStarted(about(version));
    }

    private AboutDeployment about(String version) {
        return new AboutDeployment(deploymentId, task.key().workflowId(), service, environment, version);
    }
}
