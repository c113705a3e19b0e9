package dev.agenticframework.codegen;

import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.SourceControl;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import java.util.List;
import java.util.function.Supplier;

/// Generates projects from templates and brings them into a repository by way of a merge request.
///
/// What it generates are trees of files, stored by their content: generating again gives the same reference. What it
/// changes in a repository happens once for each task, however often an attempt is broken off.
public final class CodegenAgent implements Agent {
    /// The name that tasks and events carry.
    public static final String NAME = "codegen";

    private final Generation generation;
    private final Delivery delivery;

    /// @param templates gives the catalog to use; asked anew for each task, so that templates can be added
    ///     meanwhile
    public CodegenAgent(Supplier<TemplateCatalog> templates, ArtifactStore artifacts, SourceControl sources) {
        this.generation = new Generation(templates, artifacts);
        this.delivery = new Delivery(artifacts, sources);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Capability> capabilities() {
        return CodegenCapabilities.ALL;
    }

    @Override
    public TaskResult perform(TaskContext task) throws InterruptedException {
        try {
            return switch (task.action()) {
                case CodegenCapabilities.GENERATE_CODE -> generation.generate(task, TreePart.CODE);
                case CodegenCapabilities.GENERATE_INFRASTRUCTURE -> generation.generate(task, TreePart.INFRASTRUCTURE);
                case CodegenCapabilities.GENERATE_DELIVERY -> generation.generate(task, TreePart.DELIVERY);
                case CodegenCapabilities.OPEN_MERGE_REQUEST -> delivery.openMergeRequest(task);
                case CodegenCapabilities.MERGE_CHANGE -> delivery.mergeChange(task);
                case CodegenCapabilities.LOCATE_SERVICE -> delivery.locateService(task);
                default ->
                    TaskResult.terminal(Failure.internal(
                            "ACTION_UNKNOWN",
                            "codegen has no action '" + task.action() + "'",
                            "report this: the plan should have been refused"));
            };
        } catch (FailureException e) {
            return TaskResult.failed(e.failure());
        }
    }
}
