package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.ServicePlatform;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import java.util.Locale;
import java.util.Map;

/// Builds the merged commit. The same commit has the same build, so a repeat finds it.
record BuildTask(ServicePlatform platform) implements DeploymentAgent.Action {

    @Override
    public TaskResult perform(TaskContext task) throws InterruptedException {
        var inputs = task.inputs();
        var build = platform.build(
                inputs.text(Fields.SERVICE_NAME.name()),
                inputs.text(Fields.REPOSITORY.name()),
                inputs.text(Fields.COMMIT.name()),
                task::log);
        return TaskResult.succeeded(
                Map.of(Fields.BUILD.name(), build.id()),
                String.format(Locale.ROOT, "built in %.1f s", build.duration().toMillis() / 1000.0));
    }
}
