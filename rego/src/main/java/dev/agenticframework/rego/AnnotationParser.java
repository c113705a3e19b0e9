package dev.agenticframework.rego;

import java.util.List;

/// Reads `# METADATA` blocks and attaches each to the statement below it.
final class AnnotationParser {
    private AnnotationParser() {}

    static List<Annotations> parse(
            List<Comment> comments,
            RegoModule.PackageDecl pkg,
            List<RegoModule.Import> imports,
            List<Rule> rules,
            List<RegoError> errors) {
        return List.of();
    }
}
