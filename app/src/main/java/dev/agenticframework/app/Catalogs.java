package dev.agenticframework.app;

import dev.agenticframework.codegen.Template;
import dev.agenticframework.codegen.TemplateCatalog;
import dev.agenticframework.planner.Catalog;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Reads the planner's catalog from the templates that are present: a template offers the choices that its parameters
/// leave open, and its tags say which kind of service it creates.
final class Catalogs {
    private static final List<String> INTERFACES = List.of("rest", "grpc", "event-driven");
    private static final List<String> NONE = List.of("none");

    private Catalogs() {}

    static Catalog of(TemplateCatalog templates) {
        return new Catalog(templates.list().stream().flatMap(Catalogs::offered).toList());
    }

    private static Stream<Catalog.Template> offered(Template template) {
        return INTERFACES.stream().filter(template.tags()::contains).map(kind -> offer(template, kind));
    }

    private static Catalog.Template offer(Template template, String kind) {
        Set<String> further = new TreeSet<>(template.parameters().properties().keySet());
        further.removeAll(Set.of("serviceName", "language", "database", "environment", "replicas"));
        return new Catalog.Template(
                template.name(),
                kind,
                choices(template, "language", List.of()),
                choices(template, "database", NONE),
                choices(template, "cache", NONE),
                choices(template, "messaging", List.of()),
                further);
    }

    private static List<String> choices(Template template, String parameter, List<String> otherwise) {
        JsonNode schema = template.parameters().properties().get(parameter);
        return schema == null || !schema.path("enum").isArray()
                ? otherwise
                : schema.path("enum").valueStream().map(JsonNode::asString).toList();
    }
}
