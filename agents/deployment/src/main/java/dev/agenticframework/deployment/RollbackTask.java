package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Actions;
import dev.agenticframework.agentapi.DeploymentIds;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.ServicePlatform;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;

/// Rolls back to the previous release, as a deployment of its own.
record RollbackTask(ServicePlatform platform) implements Actions.Action {

    @Override
    public TaskResult perform(TaskContext task) throws InterruptedException {
        var service = task.inputs().get(Fields.SERVICE_NAME);
        var environment = task.inputs().get(Fields.ENVIRONMENT);
        var id = DeploymentIds.of(task.key().effect());
        var report = new RolloutReport(task, id, service, environment);
        try {
            var rollout = platform.rollback(service, environment, id, task::log);
            return report.result(rollout.service().version(), rollout);
        } catch (FailureException e) {
            return report.failed("", e.failure());
        }
    }
}
