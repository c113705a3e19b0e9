package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Actions;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;

/// Removes a service from an environment, and its data if someone has repeated its name.
record RemoveTask(Targets targets) implements Actions.Action {

    @Override
    public TaskResult perform(TaskContext task) throws InterruptedException {
        var inputs = task.inputs();
        var service = inputs.get(Fields.SERVICE_NAME);
        var environment = inputs.get(Fields.ENVIRONMENT);
        boolean withData = inputs.get(Fields.WITH_DATA, false);
        if (withData && !inputs.get(Fields.CONFIRMATION, "").equals(service)) {
            return TaskResult.terminal(Failure.conflict(
                    "REMOVAL_NOT_CONFIRMED",
                    "The data of '" + service + "' would be removed, and its name was not repeated.",
                    "Repeat the name of the service as '" + Fields.CONFIRMATION.name() + "'."));
        }
        var instances = targets.of(task).instances();
        var planned = Reviews.read(inputs.get(Fields.PLANNED_REMOVAL), PlannedRemoval.class);
        // Repeated after a crash, it finds the service removed, and asks nothing.
        instances.remove(
                service,
                environment,
                withData,
                now -> Superseded.unlessInService(planned.from(), now.flatMap(InService::of), service, environment));
        return TaskResult.succeeded(
                Outputs.of(Fields.REMOVED, true),
                "Removed " + service + " from " + environment + (withData ? " with its data" : ""));
    }
}
