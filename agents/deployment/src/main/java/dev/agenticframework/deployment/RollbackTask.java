package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Actions;
import dev.agenticframework.agentapi.DeploymentIds;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;

/// Rolls back to the previous release, in a new deployment.
record RollbackTask(Targets targets) implements Actions.Action {

    @Override
    public TaskResult perform(TaskContext task) throws InterruptedException {
        var service = task.inputs().get(Fields.SERVICE_NAME);
        var environment = task.inputs().get(Fields.ENVIRONMENT);
        var id = DeploymentIds.of(task.key());
        var target = targets.of(task);
        var rollouts = target.rollouts();
        var planned = Reviews.read(task.inputs().get(Fields.PLANNED_ROLLBACK), PlannedRollback.class);
        var asReviewed =
                Superseded.unlessOwn(id, now -> Superseded.unlessInService(planned.from(), now, service, environment));
        var moved = Superseded.beforeFirstTurn(task, asReviewed, target.instances(), service, environment);
        if (moved.isPresent()) {
            return TaskResult.terminal(moved.get());
        }
        var report = new RolloutReport(task, id, service, environment);
        return new RolloutTurn(rollouts, task, report)
                .take(() -> rollouts.rollBack(service, environment, id, task.key(), asReviewed), report::result);
    }
}
