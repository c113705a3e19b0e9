package dev.agenticframework.codegen;

import dev.agenticframework.agentapi.FileTree;
import dev.agenticframework.codegen.TemplateProblem.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// The templates in a list of folders, read into memory once.
public final class TemplateCatalog {
    private static final int MAX_TEMPLATES = 500;

    private final NavigableMap<String, Template> templates = new TreeMap<>();
    private final List<TemplateProblem> problems = new ArrayList<>();

    private TemplateCatalog() {}

    /// Reads every template in the folders: each subfolder with a `template.yaml`. When two have the same name, the
    /// one in the earlier folder wins, so list a user's folder before the built-in one. A folder that does not
    /// exist has no templates. An invalid template is left out and reported by [#problems].
    public static TemplateCatalog load(List<Path> folders) {
        TemplateCatalog catalog = new TemplateCatalog();
        for (Path folder : folders) {
            catalog.addAll(folder);
        }
        return catalog;
    }

    /// Reads and validates one template: it parses the files of every step.
    ///
    /// @param folder the folder with the `template.yaml`
    /// @return the template, or every problem that it has
    public static Checked<Template> validate(Path folder) {
        return read(folder).then(template -> {
            List<TemplateProblem> found = TemplateValidation.problems(template);
            return found.isEmpty() ? new Checked.Ok<>(template) : new Checked.Refused<>(found);
        });
    }

    /// The templates, by name.
    public Collection<Template> list() {
        return Collections.unmodifiableCollection(templates.values());
    }

    /// The problems of the templates that could not be read.
    public List<TemplateProblem> problems() {
        return Collections.unmodifiableList(problems);
    }

    /// Finds a template by its name; refused with `template_not_found`.
    public Checked<Template> find(String name) {
        Template template = templates.get(name);
        if (template != null) {
            return new Checked.Ok<>(template);
        }
        String remedy = templates.isEmpty()
                ? "No templates are installed. Check the template folders."
                : "The templates are: " + String.join(", ", templates.keySet()) + ".";
        return new Checked.Refused<>(List.of(new TemplateProblem(
                Code.TEMPLATE_NOT_FOUND, ParameterProblems.printable(name), "is not a template.", remedy)));
    }

    /// Renders the whole skeleton of a template.
    ///
    /// @param values the parameters as an object
    public Checked<FileTree> render(String name, JsonNode values) {
        return find(name).then(template -> TemplateRenderer.render(template, values, step -> true));
    }

    private void addAll(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var children = Files.list(folder)) {
            for (Path child : children.sorted().limit(MAX_TEMPLATES).toList()) {
                if (Files.isRegularFile(child.resolve(TemplateDocument.FILE))) {
                    add(child);
                }
            }
        } catch (IOException e) {
            problems.add(unreadable(folder, e));
        }
    }

    private void add(Path folder) {
        switch (read(folder)) {
            case Checked.Ok<Template>(Template template) -> templates.putIfAbsent(template.name(), template);
            case Checked.Refused<Template>(List<TemplateProblem> reasons) -> problems.addAll(reasons);
        }
    }

    private static Checked<Template> read(Path folder) {
        try {
            return new Checked.Ok<>(TemplateDocument.parse(TemplateFolder.read(folder)));
        } catch (TemplateException e) {
            TemplateProblem p = e.problem();
            return new Checked.Refused<>(List.of(
                    new TemplateProblem(p.code(), folder.resolve(p.where()).toString(), p.message(), p.remedy())));
        } catch (IOException e) {
            return new Checked.Refused<>(List.of(unreadable(folder, e)));
        }
    }

    private static TemplateProblem unreadable(Path folder, IOException e) {
        return new TemplateProblem(
                Code.TEMPLATE_INVALID,
                folder.toString(),
                "cannot be read (" + e.getClass().getSimpleName() + ").",
                "Check its permissions.");
    }
}
