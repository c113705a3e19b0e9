package dev.agenticframework.codegen;

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

/// The templates of some folders, read once into memory.
public final class TemplateCatalog {
    private static final int MAX_TEMPLATES = 500;

    private final NavigableMap<String, Template> templates = new TreeMap<>();
    private final List<TemplateProblem> problems = new ArrayList<>();

    private TemplateCatalog() {}

    /// Reads every template below the folders: each sub-folder with a `template.yaml`. When two have the same name,
    /// the one of the earlier folder is taken, so a user's folder goes before the built-in one. A folder that does
    /// not exist has no templates; a broken template is left out and told of in [#problems].
    public static TemplateCatalog load(List<Path> folders) {
        TemplateCatalog catalog = new TemplateCatalog();
        for (Path folder : folders) {
            catalog.addAll(folder);
        }
        return catalog;
    }

    /// Reads one template's folder and tries it: the files of every step are parsed.
    ///
    /// @param folder the one that has the `template.yaml`
    /// @return the template, or all that is wrong with it
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

    /// Templates that could not be read, and why.
    public List<TemplateProblem> problems() {
        return Collections.unmodifiableList(problems);
    }

    /// The template of a name, refused with `template_not_found`.
    public Checked<Template> find(String name) {
        Template template = templates.get(name);
        if (template != null) {
            return new Checked.Ok<>(template);
        }
        String remedy = templates.isEmpty()
                ? "There is no template at all: check the folders."
                : "There is: " + String.join(", ", templates.keySet()) + ".";
        return new Checked.Refused<>(List.of(new TemplateProblem(
                Code.TEMPLATE_NOT_FOUND, ParameterProblems.printable(name), "is not a template.", remedy)));
    }

    /// Renders the whole skeleton of a template.
    ///
    /// @param values the parameters as an object
    public Checked<RenderedTree> render(String name, JsonNode values) {
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
