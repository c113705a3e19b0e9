package dev.agenticframework.codegen;

import dev.agenticframework.agentapi.ArtifactStore;
import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.Fields;
import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.agentapi.Outputs;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Renders a part of a template and stores it.
final class Generation {
    static final String TREE_TYPE = "application/zip";
    private static final int SHOWN_PROBLEMS = 5;

    private final Supplier<TemplateCatalog> templates;
    private final ArtifactStore artifacts;

    Generation(Supplier<TemplateCatalog> templates, ArtifactStore artifacts) {
        this.templates = templates;
        this.artifacts = artifacts;
    }

    TaskResult generate(TaskContext task, TreePart part) {
        String name = task.inputs().get(Fields.TEMPLATE);
        Checked<FileTree> rendered = parameters(task)
                .then(parameters -> templates
                        .get()
                        .find(name)
                        .then(template -> TemplateRenderer.render(template, parameters, part::has)));
        return switch (rendered) {
            case Checked.Ok<FileTree>(FileTree tree) -> stored(task, part, tree);
            case Checked.Refused<FileTree>(List<TemplateProblem> problems) -> TaskResult.terminal(failure(problems));
        };
    }

    private TaskResult stored(TaskContext task, TreePart part, FileTree tree) {
        if (tree.entries().isEmpty()) {
            return TaskResult.succeeded(Outputs.NONE, "The template generates nothing here");
        }
        tree.entries().forEach((path, file) -> task.log(path + " (" + file.content().length + " bytes)"));
        String reference = artifacts.put(tree.toZip(), TREE_TYPE);
        return TaskResult.succeeded(
                Outputs.of(part.output(), reference),
                "Generated " + tree.entries().size() + " files, " + tree.size() + " bytes");
    }

    /// The template's parameters, with the task's service name.
    private static Checked<JsonNode> parameters(TaskContext task) {
        String service = task.inputs().get(Fields.SERVICE_NAME);
        try {
            JsonNode given = JsonMapper.shared()
                    .readTree(task.inputs().get(Fields.PARAMETERS).text());
            if (given instanceof ObjectNode object) {
                ObjectNode named = JsonNodeFactory.instance.objectNode().put("serviceName", service);
                object.properties().forEach(parameter -> named.set(parameter.getKey(), parameter.getValue()));
                return new Checked.Ok<>(named.put("serviceName", service));
            }
        } catch (JacksonException e) {
            return refusedParameters();
        }
        return refusedParameters();
    }

    private static Checked<JsonNode> refusedParameters() {
        return new Checked.Refused<>(List.of(new TemplateProblem(
                TemplateProblem.Code.PARAMETER_INVALID,
                "parameters",
                "are not a JSON object.",
                "Send an object with the name and value of each parameter.")));
    }

    private static Failure failure(List<TemplateProblem> problems) {
        TemplateProblem first = problems.getFirst();
        String message = problems.stream()
                .limit(SHOWN_PROBLEMS)
                .map(problem -> problem.where() + ": " + problem.message())
                .collect(Collectors.joining(" "));
        return new Failure(first.code().name(), first.code().kind(), message, first.remedy(), false);
    }

    static FileTree read(ArtifactStore artifacts, String reference) {
        return FileTree.fromZip(artifacts.read(reference));
    }
}
