package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Actions;
import dev.agenticframework.agentapi.Decision;
import dev.agenticframework.agentapi.DeploymentIds;
import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Instances;
import dev.agenticframework.agentapi.Replicas;
import dev.agenticframework.agentapi.Rollouts;
import dev.agenticframework.agentapi.ServiceStatus;
import dev.agenticframework.agentapi.Target;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import java.util.Optional;

/// Rolls out a build. A task makes one deployment, however often it is tried: the deployment's id comes from the
/// task's key.
record DeployTask(Targets targets, Environments environments) implements Actions.Action {

    static final int VERSION_DIGITS = 12;

    @Override
    public TaskResult perform(TaskContext task) throws InterruptedException {
        if (task.inputs().get(Fields.DEPLOYMENT_DECISION) != Decision.PASS) {
            return TaskResult.terminal(Failure.conflict(
                    "DEPLOYMENT_BLOCKED",
                    "The policy gate blocked the deployment.",
                    "Fix or waive the findings in the policy report, then retry."));
        }
        var target = targets.of(task);
        var planned = Reviews.read(task.inputs().get(Fields.PLANNED_RELEASE), PlannedRelease.class);
        var asReviewed =
                Superseded.unlessOwn(DeploymentIds.of(task.key()), now -> superseded(task, target, planned, now));
        var moved = Superseded.beforeFirstTurn(
                task, asReviewed, target.instances(), planned.service(), planned.environment());
        if (moved.isPresent()) {
            return TaskResult.terminal(moved.get());
        }
        var release = release(task, target.instances());
        var report = new RolloutReport(task, release.deploymentId(), release.service(), release.environment());
        return new RolloutTurn(target.rollouts(), task, report)
                .take(() -> target.rollouts().start(release, asReviewed), report::result);
    }

    /// People who approved a deployment approved what it replaces. Where nobody approves, a deployment may replace
    /// whatever it contains.
    private Optional<Failure> superseded(
            TaskContext task, Target target, PlannedRelease planned, Optional<InService> now) {
        return environments.of(task).approval().isEmpty()
                ? Superseded.unlessForward(planned, now, target.sourceControl())
                : Superseded.unlessInService(planned.replaces(), now, planned.service(), planned.environment());
    }

    private Rollouts.Release release(TaskContext task, Instances instances) {
        var inputs = task.inputs();
        var service = inputs.get(Fields.SERVICE_NAME);
        var environment = inputs.get(Fields.ENVIRONMENT);
        return new Rollouts.Release(
                DeploymentIds.of(task.key()),
                task.key(),
                service,
                environment,
                inputs.get(Fields.BUILD),
                inputs.get(Fields.COMMIT).substring(0, VERSION_DIGITS),
                inputs.get(Fields.REPLICAS, replicas(instances.find(service, environment))),
                inputs.find(Fields.STRATEGY)
                        .orElseGet(() -> environments.of(task).strategy()));
    }

    // A running service keeps its number of replicas when the request names none.
    private static int replicas(Optional<ServiceStatus> running) {
        return running.map(ServiceStatus::replicas).filter(count -> count > 0).orElse(Replicas.DEFAULT);
    }
}
