package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Actions;
import dev.agenticframework.agentapi.DeploymentIds;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.Precondition;
import dev.agenticframework.agentapi.Rollouts.Rollout;
import dev.agenticframework.agentapi.ServiceStatus;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.agentapi.events.AboutDeployment;
import dev.agenticframework.agentapi.events.DeploymentRolledBack;
import java.util.Optional;
import java.util.Set;

/// Restores the previous release after a deployment has failed its verification. Does nothing if someone has deployed
/// another release in the meantime.
record RestoreTask(Targets targets) implements Actions.Action {

    @Override
    public TaskResult perform(TaskContext task) throws InterruptedException {
        var service = task.inputs().get(Fields.SERVICE_NAME);
        var environment = task.inputs().get(Fields.ENVIRONMENT);
        var failed = task.inputs().get(Fields.DEPLOYMENT_ID);
        var target = targets.of(task);
        var id = DeploymentIds.of(task.key());
        Precondition asFailed = now -> unlessIn(Set.of(failed, id), now.flatMap(ServiceStatus::deploymentId));
        boolean moved =
                asFailed.violated(target.instances().find(service, environment)).isPresent();
        if (moved && task.resumption().isEmpty()) {
            return TaskResult.succeeded(Outputs.NONE, "Nothing to restore: another deployment has the traffic");
        }
        var rollouts = target.rollouts();
        if (task.resumption().isEmpty()
                && rollouts.previous(service, environment).isEmpty()) {
            return TaskResult.succeeded(Outputs.NONE, "Nothing to restore: there is no previous release");
        }
        var report = new RolloutReport(task, id, service, environment);
        return new RolloutTurn(rollouts, task, report)
                .take(
                        () -> rollouts.rollBack(service, environment, id, task.key(), asFailed),
                        rollout -> result(task, rollout, failed, service, environment));
    }

    private static Optional<Failure> unlessIn(Set<String> deployments, Optional<String> now) {
        return now.filter(deployments::contains).isPresent()
                ? Optional.empty()
                : Optional.of(Failure.conflict(
                        "SUPERSEDED",
                        "Another deployment has got the traffic since the one that failed.",
                        "Nothing is left to restore. Check the deployment that has the traffic now."));
    }

    private static TaskResult result(
            TaskContext task, Rollout rollout, String failed, String service, String environment) {
        return switch (rollout.phase()) {
            case DEPLOYED ->
                TaskResult.succeeded(
                        Outputs.NONE,
                        "Rolled back: version " + rollout.version() + " has the traffic",
                        new DeploymentRolledBack(
                                new AboutDeployment(
                                        failed, task.key().workflowId(), service, environment, rollout.version()),
                                rollout.duration().toSeconds()));
            case ROLLED_BACK, PROGRESSING ->
                TaskResult.terminal(Failure.conflict(
                        "RESTORE_FAILED",
                        "The previous release could not be restored. " + RolloutReport.kept(rollout.service())
                                + " Reason: " + rollout.reason(),
                        "Deploy a version that works."));
        };
    }
}
