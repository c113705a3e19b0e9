package dev.agenticframework.app;

import dev.agenticframework.codegen.Checked;
import dev.agenticframework.codegen.Template;
import dev.agenticframework.codegen.TemplateCatalog;
import dev.agenticframework.httpapi.Templates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The software templates as JSON values.
final class TemplateViews implements Templates {
    private final Supplier<TemplateCatalog> catalog;

    TemplateViews(Supplier<TemplateCatalog> catalog) {
        this.catalog = catalog;
    }

    @Override
    public List<Map<String, Object>> list() {
        return catalog.get().list().stream().map(TemplateViews::summary).toList();
    }

    @Override
    public Optional<Map<String, Object>> find(String name) {
        return catalog.get().find(name) instanceof Checked.Ok<Template>(var template)
                ? Optional.of(whole(template))
                : Optional.empty();
    }

    static Map<String, Object> summary(Template template) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", template.name());
        json.put("title", template.title());
        json.put("description", template.description());
        json.put("version", template.version());
        json.put("tags", template.tags());
        return json;
    }

    private static Map<String, Object> whole(Template template) {
        var json = summary(template);
        json.put("parameters", template.parameters().schema());
        json.put(
                "steps",
                template.steps().stream()
                        .map(step -> Map.of("id", step.id(), "action", step.action()))
                        .toList());
        return json;
    }
}
