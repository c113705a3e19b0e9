package dev.agenticframework.deployment;

import dev.agenticframework.agentapi.Actions;
import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Environments;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import java.util.List;

/// Runs pipelines, provisions, builds, deploys, rolls back, and restores the previous release when a deployment fails
/// its verification.
public final class DeploymentAgent implements Agent {

    static final String NAME = "deployment";

    private final Actions actions;

    /// @param environments give the rollout strategy when the request names none
    public DeploymentAgent(Targets targets, ArtifactStore artifacts, Environments environments) {
        this.actions = Actions.of(DeploymentCapabilities.RUN_PIPELINE, new PipelineTask(targets, artifacts))
                .with(DeploymentCapabilities.PROVISION, new ProvisionTask(targets))
                .with(DeploymentCapabilities.BUILD, new BuildTask(targets))
                .with(DeploymentCapabilities.REVIEW_RELEASE, new ReviewReleaseTask(targets, artifacts, environments))
                .with(DeploymentCapabilities.DEPLOY, new DeployTask(targets, environments))
                .with(DeploymentCapabilities.REVIEW_ROLLBACK, new ReviewRollbackTask(targets))
                .with(DeploymentCapabilities.ROLLBACK, new RollbackTask(targets))
                .with(DeploymentCapabilities.RESTORE, new RestoreTask(targets))
                .with(DeploymentCapabilities.REVIEW_REMOVAL, new ReviewRemovalTask(targets))
                .with(DeploymentCapabilities.REMOVE, new RemoveTask(targets));
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
