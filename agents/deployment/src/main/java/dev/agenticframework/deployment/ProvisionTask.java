package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Actions;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Json;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.Provisioning.Resource;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.agentapi.events.InfraProvisioned;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Provisions the resources that a revision's manifest names.
record ProvisionTask(Targets targets) implements Actions.Action {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public TaskResult perform(TaskContext task) throws InterruptedException {
        var inputs = task.inputs();
        var service = inputs.get(Fields.SERVICE_NAME);
        var environment = inputs.get(Fields.ENVIRONMENT);
        var target = targets.of(task);
        target.requireRepository(service, inputs.get(Fields.REPOSITORY));
        var revision = target.revision(inputs.get(Fields.REPOSITORY), inputs.get(Fields.COMMIT));
        var resources = target.provisioning().apply(service, environment, revision, task::log);
        var described = resources.stream().map(ProvisionTask::describe).toList();
        return TaskResult.succeeded(
                Outputs.of(Fields.RESOURCES, new Json(JSON.writeValueAsString(described))),
                summary(resources),
                new InfraProvisioned(task.key().workflowId(), service, environment, described));
    }

    // The name of the secret, never its value.
    private static InfraProvisioned.Resource describe(Resource resource) {
        return new InfraProvisioned.Resource(
                resource.type(), resource.name(), resource.variable(), resource.address(), resource.secret());
    }

    private static String summary(List<Resource> resources) {
        return resources.isEmpty()
                ? "The service needs no resources"
                : resources.stream()
                        .map(resource -> resource.type() + " '" + resource.name() + "' at " + resource.address())
                        .collect(Collectors.joining(", "));
    }
}
