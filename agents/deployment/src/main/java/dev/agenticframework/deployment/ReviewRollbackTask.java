package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Actions;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;

/// Writes down what a rollback brings back, before people approve it and it starts.
record ReviewRollbackTask(Targets targets) implements Actions.Action {

    @Override
    public TaskResult perform(TaskContext task) {
        var service = task.inputs().get(Fields.SERVICE_NAME);
        var environment = task.inputs().get(Fields.ENVIRONMENT);
        var target = targets.of(task);
        var previous = target.rollouts().previous(service, environment);
        if (previous.isEmpty()) {
            return TaskResult.terminal(Failure.conflict(
                    "ROLLBACK_IMPOSSIBLE",
                    "'" + service + "' has no previous release in " + environment + ".",
                    "Deploy a version that works."));
        }
        var planned = new PlannedRollback(
                service, environment, InService.of(target.instances(), service, environment), previous.get());
        return TaskResult.succeeded(
                Outputs.of(Fields.PLANNED_ROLLBACK, Reviews.json(planned)),
                "Replaces " + InService.shown(planned.from()) + " with version " + planned.toVersion());
    }
}
