package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.AgentEvent;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.ServicePlatform.Rollout;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns the end of a rollout into a task's result and the events that others act on.
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
                Map.of(
                        Fields.DEPLOYMENT_ID.name(),
                        deploymentId,
                        Fields.URL.name(),
                        running.url(),
                        Fields.VERSION.name(),
                        version,
                        Fields.RUNNING_REPLICAS.name(),
                        Integer.toString(running.readyReplicas())),
                version + " answers at " + running.url() + " with " + running.readyReplicas() + " of "
                        + running.replicas() + " replicas",
                started(version),
                event("deployment.completed", version, "success", rollout.duration()));
    }

    private TaskResult rolledBack(String version, Rollout rollout) {
        var kept = rollout.service().deploymentId().isPresent()
                ? "version " + rollout.service().version() + " has the traffic"
                : "there was no earlier release to go back to";
        return new TaskResult.Terminal(
                Failure.conflict(
                        "DEPLOYMENT_ROLLED_BACK",
                        "the release was rolled back, " + kept + ": " + rollout.reason(),
                        "mend what the reason says, then deploy again"),
                Map.of(),
                List.of(started(version), event("deployment.rolled_back", version, "rolled_back", rollout.duration())));
    }

    TaskResult failed(String version, Failure failure) {
        var event = event("deployment.failed", version, "failed", Duration.ZERO);
        return TaskResult.failed(failure, started(version), event);
    }

    private AgentEvent started(String version) {
        return new AgentEvent("deployment.started", detail(version, "deploying"));
    }

    private AgentEvent event(String type, String version, String status, Duration took) {
        var detail = detail(version, status);
        detail.put("duration_seconds", took.toSeconds());
        return new AgentEvent(type, detail);
    }

    private Map<String, Object> detail(String version, String status) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("deployment_id", deploymentId);
        detail.put("workflow_id", task.key().workflowId());
        detail.put("service_name", service);
        detail.put("environment", environment);
        detail.put("version", version);
        detail.put("status", status);
        return detail;
    }
}
