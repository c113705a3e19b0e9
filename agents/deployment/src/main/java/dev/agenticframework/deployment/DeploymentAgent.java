package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Actions;
import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Environment;
import dev.agenticframework.agentapi.Pipelines;
import dev.agenticframework.agentapi.ServicePlatform;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import java.util.List;

/// Runs pipelines, provisions, builds, deploys and rolls back.
public final class DeploymentAgent implements Agent {

    static final String NAME = "deployment";

    private final Actions actions;

    /// @param environments give the rollout strategy when the request names none
    public DeploymentAgent(
            ServicePlatform platform, Pipelines pipelines, ArtifactStore artifacts, List<Environment> environments) {
        this.actions = Actions.of(DeploymentCapabilities.RUN_PIPELINE, new PipelineTask(pipelines, artifacts))
                .with(DeploymentCapabilities.PROVISION, new ProvisionTask(platform))
                .with(DeploymentCapabilities.BUILD, new BuildTask(platform))
                .with(DeploymentCapabilities.DEPLOY, new DeployTask(platform, List.copyOf(environments)))
                .with(DeploymentCapabilities.ROLLBACK, new RollbackTask(platform));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Capability> capabilities() {
        return actions.capabilities();
    }

    @Override
    public TaskResult perform(TaskContext task) throws InterruptedException {
        return actions.perform(task);
    }
}
