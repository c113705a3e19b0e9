package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Actions;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;

/// Writes down what a removal destroys, before people approve it and it starts.
record ReviewRemovalTask(Targets targets) implements Actions.Action {

    @Override
    public TaskResult perform(TaskContext task) {
        var service = task.inputs().get(Fields.SERVICE_NAME);
        var environment = task.inputs().get(Fields.ENVIRONMENT);
        var running = targets.of(task).instances().find(service, environment);
        if (running.isEmpty()) {
            return TaskResult.terminal(Failure.notFound(
                    "SERVICE_NOT_FOUND",
                    "No service named '" + service + "' runs in " + environment + ".",
                    "List the services: agentic service list"));
        }
        var resources = running.get().resources().stream()
                .map(resource -> resource.type() + " '" + resource.name() + "'")
                .toList();
        boolean withData = task.inputs().get(Fields.WITH_DATA, false);
        var planned = new PlannedRemoval(service, environment, InService.of(running.get()), resources, withData);
        return TaskResult.succeeded(
                Outputs.of(Fields.PLANNED_REMOVAL, Reviews.json(planned)),
                "Removes " + InService.shown(planned.from()) + (withData ? " and its data" : " and keeps its data"));
    }
}
