package dev.agenticframework.codegen;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Parses `template.yaml`: <https://backstage.io/docs/features/software-templates/writing-templates>.
final class TemplateDocument {
    static final String FILE = "template.yaml";
    static final String VERSION_ANNOTATION = "agenticframework.dev/version";
    private static final String API_VERSION = "scaffolder.backstage.io/v1beta3";
    private static final int MAX_STEPS = 100;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern VERSION = Pattern.compile("\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}(-[0-9A-Za-z.-]{1,40})?");

    record Metadata(String name, String title, String description, String version, List<String> tags) {}

    private TemplateDocument() {}

    static Template parse(TemplateFolder folder) {
        TemplateFile file = folder.files().get(FILE);
        if (file == null) {
            throw TemplateException.invalid(FILE, "is missing.", "Add a " + FILE + " to the template's folder.");
        }
        String text = file.text()
                .orElseThrow(() -> TemplateException.invalid(FILE, "is not UTF-8 text.", "Save it as UTF-8."));
        JsonNode document = TemplateYaml.read(FILE, text);
        require(
                document.path("apiVersion").asString("").equals(API_VERSION),
                "apiVersion",
                "must be " + API_VERSION + ".");
        require(document.path("kind").asString("").equals("Template"), "kind", "must be Template.");
        Metadata metadata = metadata(document.path("metadata"));
        JsonNode spec = document.path("spec");
        return new Template(
                metadata,
                Parameters.of(spec.path("parameters")),
                steps(spec.path("steps")),
                spec.path("output"),
                folder);
    }

    private static Metadata metadata(JsonNode node) {
        String name = node.path("name").asString("");
        require(NAME.matcher(name).matches(), "metadata.name", "must be lowercase letters, digits and hyphens.");
        String version = node.path("annotations").path(VERSION_ANNOTATION).asString("0.0.0");
        require(
                VERSION.matcher(version).matches(),
                "metadata.annotations[\"" + VERSION_ANNOTATION + "\"]",
                "must be a semantic version, for example 1.0.0.");
        List<String> tags = new ArrayList<>();
        node.path("tags").forEach(tag -> tags.add(tag.asString("")));
        return new Metadata(
                name,
                node.path("title").asString(name),
                node.path("description").asString(""),
                version,
                List.copyOf(tags));
    }

    private static List<Step> steps(JsonNode nodes) {
        require(
                nodes.isArray() && !nodes.isEmpty() && nodes.size() <= MAX_STEPS,
                "spec.steps",
                "must list between 1 and " + MAX_STEPS + " steps.");
        List<Step> steps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode node : nodes) {
            Step step = step(node, steps.size());
            require(ids.add(step.id()), "spec.steps", "has two steps with the id '" + step.id() + "'.");
            steps.add(step);
        }
        return steps;
    }

    private static Step step(JsonNode node, int index) {
        String where = "spec.steps[" + index + "]";
        String action = node.path("action").asString("");
        require(!action.isEmpty(), where + ".action", "is missing.");
        JsonNode input = node.path("input");
        require(input.isMissingNode() || input.isObject(), where + ".input", "must be an object.");
        JsonNode condition = node.path("if");
        ObjectNode inputs = input instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        String id = node.path("id").asString("step" + (index + 1));
        return new Step(
                id,
                node.path("name").asString(id),
                action,
                condition.isMissingNode() ? Optional.empty() : Optional.of(condition.asString("")),
                inputs);
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw TemplateException.invalid(FILE, field + " " + rule, "Fix this field.");
        }
    }
}
