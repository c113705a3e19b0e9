package dev.agenticframework.observability;

import dev.agenticframework.agentapi.AgentEvent;
import dev.agenticframework.agentapi.DeploymentIds;
import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.ServicePlatform;
import dev.agenticframework.agentapi.ServicePlatform.Rollout;
import dev.agenticframework.agentapi.ServicePlatform.Status;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What becomes of a release that misses its objective. Where policy is enforced the release before gets the traffic
/// back; where it only advises, and where there is none before, the release stays, for people to look at. A release
/// that was a rollback itself (it has no strategy) is not rolled back further.
record Remedy(ServicePlatform platform, TaskContext task, List<Environment> environments) {

    private static final String CODE = "SLO_NOT_MET";

    /// The deployment that giving the traffic back is: one a task, however often it is tried.
    static String deployment(TaskContext task) {
        return DeploymentIds.of(task.key().effect());
    }

    /// The end of a task that was broken off after it had given the traffic back.
    static TaskResult appliedBefore(Status running) {
        return new TaskResult.Terminal(
                Failure.conflict(
                        CODE,
                        running.name() + " missed the objective of " + running.environment() + "; " + kept(running),
                        "mend it, then deploy again"),
                Map.of(),
                List.of());
    }

    TaskResult apply(Summary summary, Map<String, String> outputs) throws InterruptedException {
        var service = summary.service();
        String missed = service.name() + " misses the objective of " + service.environment() + ": "
                + String.join("; ", summary.verdict().misses());
        if (!isDue(service)) {
            return new TaskResult.Terminal(
                    Failure.conflict(
                            CODE,
                            missed,
                            "look at the service's logs and the deployment report; roll back if users are hurt"),
                    outputs,
                    List.of());
        }
        try {
            task.progress(0.8, "giving the traffic back to the release before");
            var rollout = platform.rollback(service.name(), service.environment(), deployment(task), task::log);
            return new TaskResult.Terminal(
                    Failure.conflict(
                            CODE,
                            missed + "; " + kept(rollout.service()),
                            "look at the deployment report, mend the service, then deploy again"),
                    outputs,
                    List.of(event(summary, rollout)));
        } catch (FailureException e) {
            return new TaskResult.Terminal(
                    Failure.conflict(
                            CODE,
                            missed + "; it still has the traffic: "
                                    + e.failure().message(),
                            "look at the service's logs and the deployment report, then deploy what works"),
                    outputs,
                    List.of());
        }
    }

    private boolean isDue(Status service) {
        boolean enforced = environments.stream()
                .anyMatch(environment -> environment.name().equals(service.environment())
                        && environment.policy() != Environment.PolicyMode.ADVISORY);
        boolean released = !task.inputs().text(Fields.STRATEGY.name(), "").isEmpty();
        // What somebody else has deployed meanwhile is not this task's to take back.
        boolean ours = service.deploymentId().equals(Optional.of(task.inputs().text(Fields.DEPLOYMENT_ID.name())));
        return enforced && released && ours;
    }

    private static String kept(Status running) {
        return "rolled back: version " + running.version() + " has the traffic";
    }

    private AgentEvent event(Summary summary, Rollout rollout) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("deployment_id", task.inputs().text(Fields.DEPLOYMENT_ID.name()));
        detail.put("workflow_id", task.key().workflowId());
        detail.put("service_name", summary.service().name());
        detail.put("environment", summary.service().environment());
        detail.put("version", summary.service().version());
        detail.put("status", "rolled_back");
        detail.put("duration_seconds", rollout.duration().toSeconds());
        return new AgentEvent("deployment.rolled_back", detail);
    }
}
