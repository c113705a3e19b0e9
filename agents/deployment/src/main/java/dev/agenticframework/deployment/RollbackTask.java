package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.DeploymentIds;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.ServicePlatform;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;

/// Goes back to the release before the current one, as a deployment of its own.
record RollbackTask(ServicePlatform platform) implements DeploymentAgent.Action {

    @Override
    public TaskResult perform(TaskContext task) throws InterruptedException {
        var service = task.inputs().text(Fields.SERVICE_NAME.name());
        var environment = task.inputs().text(Fields.ENVIRONMENT.name());
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
