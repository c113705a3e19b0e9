package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.AgentEvent;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.ServicePlatform;
import dev.agenticframework.agentapi.ServicePlatform.Resource;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Provisions what a revision's manifest asks for.
record ProvisionTask(ServicePlatform platform) implements DeploymentAgent.Action {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public TaskResult perform(TaskContext task) throws InterruptedException {
        var inputs = task.inputs();
        var service = inputs.text(Fields.SERVICE_NAME.name());
        var environment = inputs.text(Fields.ENVIRONMENT.name());
        var resources = platform.provision(
                service,
                environment,
                inputs.text(Fields.REPOSITORY.name()),
                inputs.text(Fields.COMMIT.name()),
                task::log);
        var described = resources.stream().map(ProvisionTask::describe).toList();
        return TaskResult.succeeded(
                Map.of(Fields.RESOURCES.name(), JSON.writeValueAsString(described)),
                summary(resources),
                new AgentEvent(
                        "infra.provisioned",
                        Map.of(
                                "workflow_id", task.key().workflowId(),
                                "service_name", service,
                                "environment", environment,
                                "resources", described)));
    }

    // The secret is named, never told.
    private static Map<String, Object> describe(Resource resource) {
        return Map.of(
                "type", resource.type(),
                "name", resource.name(),
                "variable", resource.variable(),
                "address", resource.address(),
                "secret", resource.secret());
    }

    private static String summary(List<Resource> resources) {
        return resources.isEmpty()
                ? "the service asks for nothing"
                : resources.stream()
                        .map(resource -> resource.type() + " '" + resource.name() + "' at " + resource.address())
                        .collect(Collectors.joining(", "));
    }
}
