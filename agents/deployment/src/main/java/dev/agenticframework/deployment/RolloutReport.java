package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.Rollouts.Rollout;
import dev.agenticframework.agentapi.ServiceStatus;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.agentapi.events.AboutDeployment;
import dev.agenticframework.agentapi.events.AgentEvent;
import dev.agenticframework.agentapi.events.DeploymentCompleted;
import dev.agenticframework.agentapi.events.DeploymentFailed;
import dev.agenticframework.agentapi.events.DeploymentRolledBack;
import dev.agenticframework.agentapi.events.DeploymentStarted;
import java.net.URI;
import java.util.List;

/// Turns the end of a rollout into a task's result and its events.
record RolloutReport(TaskContext task, String deploymentId, String service, String environment) {

    TaskResult result(Rollout rollout) {
        return switch (rollout.phase()) {
            case DEPLOYED -> deployed(rollout);
            case ROLLED_BACK -> rolledBack(rollout);
            case PROGRESSING -> throw new IllegalStateException(deploymentId + " has not ended");
        };
    }

    private TaskResult deployed(Rollout rollout) {
        var running = rollout.service();
        return new TaskResult.Succeeded(
                Outputs.of(Fields.DEPLOYMENT_ID, deploymentId)
                        .with(Fields.URL, URI.create(running.url()))
                        .with(Fields.VERSION, rollout.version())
                        .with(Fields.RUNNING_REPLICAS, running.readyReplicas()),
                "Version " + rollout.version() + " serves at " + running.url() + " with " + running.readyReplicas()
                        + " of " + running.replicas() + " replicas ready",
                events(
                        rollout.version(),
                        new DeploymentCompleted(
                                about(rollout.version()), rollout.duration().toSeconds())));
    }

    private TaskResult rolledBack(Rollout rollout) {
        return new TaskResult.Terminal(
                Failure.conflict(
                        "DEPLOYMENT_ROLLED_BACK",
                        "The release was rolled back. " + kept(rollout.service()) + " Reason: " + rollout.reason(),
                        "Fix the cause, then deploy again."),
                Outputs.NONE,
                events(
                        rollout.version(),
                        new DeploymentRolledBack(
                                about(rollout.version()), rollout.duration().toSeconds())));
    }

    /// A rollout that ended in the task's first turn has not been announced yet.
    private List<AgentEvent> events(String version, AgentEvent end) {
        return task.resumption().isEmpty() ? List.of(started(version), end) : List.of(end);
    }

    /// Describes which version has the traffic.
    static String kept(ServiceStatus running) {
        return running.deploymentId().isPresent()
                ? "Version " + running.version() + " has the traffic."
                : "There is no previous release.";
    }

    TaskResult failed(Failure failure) {
        return TaskResult.failed(
                failure, events("", new DeploymentFailed(about(""), 0)).toArray(AgentEvent[]::new));
    }

    DeploymentStarted started(String version) {
        return new DeploymentStarted(about(version));
    }

    private AboutDeployment about(String version) {
        return new AboutDeployment(deploymentId, task.key().workflowId(), service, environment, version);
    }
}
