package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Actions;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import java.util.Locale;

/// Builds the merged commit. A commit has one build, so repeating the task finds it.
record BuildTask(Targets targets) implements Actions.Action {

    @Override
    public TaskResult perform(TaskContext task) throws InterruptedException {
        var inputs = task.inputs();
        var target = targets.of(task);
        target.requireRepository(inputs.get(Fields.SERVICE_NAME), inputs.get(Fields.REPOSITORY));
        var revision = target.revision(inputs.get(Fields.REPOSITORY), inputs.get(Fields.COMMIT));
        var build = target.builds().build(inputs.get(Fields.SERVICE_NAME), revision, task::log);
        return TaskResult.succeeded(
                Outputs.of(Fields.BUILD, build.id()),
                String.format(Locale.ROOT, "Built in %.1f s", build.duration().toMillis() / 1000.0));
    }
}
