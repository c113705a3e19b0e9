package dev.agenticframework.codegen;

import dev.agenticframework.agentapi.Actions;
import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Targets;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import java.util.List;
import java.util.function.Supplier;

/// Generates projects from templates and delivers them to a repository through a merge request.
///
/// It stores each generated tree of files by its content, so generating it again gives the same reference. It changes a
/// repository once for each task, however often an attempt is interrupted.
public final class CodegenAgent implements Agent {
    /// The name that tasks and events carry.
    public static final String NAME = "codegen";

    private final Actions actions;

    /// @param templates gives the current catalog; called for each task, so that templates can be added while the
    ///     platform runs
    public CodegenAgent(Supplier<TemplateCatalog> templates, ArtifactStore artifacts, Targets targets) {
        var generation = new Generation(templates, artifacts);
        var delivery = new Delivery(artifacts, targets);
        this.actions = Actions.of(CodegenCapabilities.GENERATE_CODE, task -> generation.generate(task, TreePart.CODE))
                .with(
                        CodegenCapabilities.GENERATE_INFRASTRUCTURE,
                        task -> generation.generate(task, TreePart.INFRASTRUCTURE))
                .with(CodegenCapabilities.GENERATE_DELIVERY, task -> generation.generate(task, TreePart.DELIVERY))
                .with(CodegenCapabilities.OPEN_MERGE_REQUEST, delivery::openMergeRequest)
                .with(CodegenCapabilities.MERGE_CHANGE, delivery::mergeChange)
                .with(CodegenCapabilities.LOCATE_SERVICE, delivery::locateService);
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
