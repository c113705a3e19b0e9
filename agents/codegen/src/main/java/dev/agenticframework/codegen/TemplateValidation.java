package dev.agenticframework.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Validates a template without values: every text of its skeleton must parse.
final class TemplateValidation {
    private static final Set<String> DOCUMENTS = Set.of("template.yaml", "README.md");

    private TemplateValidation() {}

    static List<TemplateProblem> problems(Template template) {
        List<TemplateProblem> problems = new ArrayList<>();
        if (template.steps().stream().noneMatch(Step::rendersSkeleton)) {
            problems.add(TemplateException.invalid(
                            TemplateDocument.FILE, "has no step that renders a skeleton.", "Add a fetch:template step.")
                    .problem());
        }
        template.folder().files().forEach((path, file) -> {
            if (!DOCUMENTS.contains(path) && file.text().isPresent()) {
                try {
                    if (path.endsWith(".mustache")) {
                        template.texts().parseMustache(path, file.text().get());
                    } else {
                        template.texts().parse(path, file.text().get());
                    }
                } catch (TemplateException e) {
                    problems.add(e.problem());
                }
            }
        });
        return problems;
    }
}
