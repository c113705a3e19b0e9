package dev.agenticframework.app;

import dev.agenticframework.codegen.Checked;
import dev.agenticframework.codegen.TemplateCatalog;
import dev.agenticframework.httpapi.Templates;
import dev.agenticframework.httpapi.wire.Template;
import dev.agenticframework.httpapi.wire.TemplateStep;
import dev.agenticframework.httpapi.wire.TemplateSummary;
import java.util.List;
import java.util.Optional;

/// Presents the software templates to the API.
final class TemplateViews implements Templates {
    private final TemplateCatalog catalog;

    TemplateViews(TemplateCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public List<TemplateSummary> list() {
        return catalog.list().stream().map(TemplateViews::summary).toList();
    }

    @Override
    public Optional<Template> find(String name) {
        return switch (catalog.find(name)) {
            case Checked.Ok(var template) -> Optional.of(whole(template));
            case Checked.Refused<?> _ -> Optional.empty();
        };
    }

    private static TemplateSummary summary(dev.agenticframework.codegen.Template template) {
        return new TemplateSummary(
                template.name(), template.title(), template.description(), template.version(), template.tags());
    }

    private static Template whole(dev.agenticframework.codegen.Template template) {
        var steps = template.steps().stream()
                .map(step -> new TemplateStep(step.id(), step.action()))
                .toList();
        return new Template(summary(template), template.parameters().schema(), steps);
    }
}
