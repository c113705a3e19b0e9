package dev.agenticframework.codegen;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// A software template (`scaffolder.backstage.io/v1beta3`) with its files, parsed and ready to render.
public final class Template {
    private final String name;
    private final String title;
    private final String description;
    private final String version;
    private final List<String> tags;
    private final Parameters parameters;
    private final List<Step> steps;
    private final JsonNode output;
    private final TemplateFolder folder;
    private final TextTemplates texts = new TextTemplates();

    Template(
            TemplateDocument.Metadata metadata,
            Parameters parameters,
            List<Step> steps,
            JsonNode output,
            TemplateFolder folder) {
        this.name = metadata.name();
        this.title = metadata.title();
        this.description = metadata.description();
        this.version = metadata.version();
        this.tags = metadata.tags();
        this.parameters = parameters;
        this.steps = List.copyOf(steps);
        this.output = output;
        this.folder = folder;
    }

    /// The name that requests use.
    public String name() {
        return name;
    }

    /// The title for people.
    public String title() {
        return title;
    }

    /// A description for people, one or two sentences.
    public String description() {
        return description;
    }

    /// The template's semantic version, which generated projects record.
    public String version() {
        return version;
    }

    /// The tags to filter by.
    public List<String> tags() {
        return tags;
    }

    /// Its parameters.
    public Parameters parameters() {
        return parameters;
    }

    /// Its steps, in order.
    public List<Step> steps() {
        return steps;
    }

    /// The links that a portal shows afterward, as written.
    public JsonNode output() {
        return output;
    }

    TemplateFolder folder() {
        return folder;
    }

    TextTemplates texts() {
        return texts;
    }
}
