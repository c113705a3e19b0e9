package dev.agenticframework.observability;

import dev.agenticframework.agentapi.DeploymentIds;
import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.ServicePlatform;
import dev.agenticframework.agentapi.ServicePlatform.Rollout;
import dev.agenticframework.agentapi.ServicePlatform.Status;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.agentapi.events.AboutDeployment;
import dev.agenticframework.agentapi.events.DeploymentRolledBack;
import java.util.List;
import java.util.Optional;

/// Rolls back a release that misses its objective. Where policy is enforced, the previous release gets the traffic
/// back. Where policy only advises, and where no previous release exists, the release stays for people to examine. A
/// release that is itself a rollback (it has no strategy) is not rolled back further.
record Remedy(ServicePlatform platform, TaskContext task, List<Environment> environments) {

    private static final String CODE = "SLO_NOT_MET";

    /// The id of the deployment that the rollback makes: one for each task, however often it is tried.
    static String deployment(TaskContext task) {
        return DeploymentIds.of(task.key().effect());
    }

    /// The result of a task that was interrupted after it had rolled back.
    static TaskResult appliedBefore(Status running) {
        return new TaskResult.Terminal(
                Failure.user(
                        CODE,
                        running.name() + " missed the objective of " + running.environment() + ". " + kept(running),
                        "Fix the service, then deploy again."),
                Outputs.NONE,
                List.of());
    }

    TaskResult apply(Summary summary, Outputs outputs) throws InterruptedException {
        var service = summary.service();
        String missed = service.name() + " misses the objective of " + service.environment() + ": "
                + String.join("; ", summary.verdict().misses()) + ".";
        if (!isDue(service)) {
            return new TaskResult.Terminal(
                    Failure.user(
                            CODE,
                            missed,
                            "Check the service's logs and the deployment report. Roll back if users are affected."),
                    outputs,
                    List.of());
        }
        try {
            task.progress(0.8, "Rolling back to the previous release");
            var rollout = platform.rollback(service.name(), service.environment(), deployment(task), task::log);
            return new TaskResult.Terminal(
                    Failure.user(
                            CODE,
                            missed + " " + kept(rollout.service()),
                            "Read the deployment report, fix the service, then deploy again."),
                    outputs,
                    List.of(event(summary, rollout)));
        } catch (FailureException e) {
            return new TaskResult.Terminal(
                    Failure.user(
                            CODE,
                            missed + " It still has the traffic: " + e.failure().message(),
                            "Check the service's logs and the deployment report, then deploy a fixed version."),
                    outputs,
                    List.of());
        }
    }

    private boolean isDue(Status service) {
        boolean enforced = environments.stream()
                .anyMatch(environment -> environment.name().equals(service.environment())
                        && environment.policy() != Environment.PolicyMode.ADVISORY);
        boolean released = task.inputs().find(Fields.STRATEGY).isPresent();
        // A release that someone else deployed since then is not this task's to roll back.
        boolean ours = service.deploymentId().equals(Optional.of(task.inputs().get(Fields.DEPLOYMENT_ID)));
        return enforced && released && ours;
    }

    private static String kept(Status running) {
        return "Rolled back: version " + running.version() + " has the traffic.";
    }

    private DeploymentRolledBack event(Summary summary, Rollout rollout) {
        var service = summary.service();
        return new DeploymentRolledBack(
                new AboutDeployment(
                        task.inputs().get(Fields.DEPLOYMENT_ID),
                        task.key().workflowId(),
                        service.name(),
                        service.environment(),
                        service.version()),
                rollout.duration().toSeconds());
    }
}
