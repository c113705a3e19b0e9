package dev.agenticframework.app;

import dev.agenticframework.codegen.Template;
import dev.agenticframework.codegen.TemplateCatalog;
import dev.agenticframework.planner.Offer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What the planner may promise, read from the templates that are present: a template offers the choices that its
/// parameters leave, and its tags say what kind of service it makes.
final class Offers {
    private static final List<String> INTERFACES = List.of("rest", "grpc", "event-driven");
    private static final List<String> NONE = List.of("none");

    private Offers() {}

    static Offer of(TemplateCatalog catalog) {
        return new Offer(catalog.list().stream().flatMap(Offers::offered).toList());
    }

    private static Stream<Offer.Template> offered(Template template) {
        return INTERFACES.stream().filter(template.tags()::contains).map(kind -> offer(template, kind));
    }

    private static Offer.Template offer(Template template, String kind) {
        Set<String> further = new TreeSet<>(template.parameters().properties().keySet());
        further.removeAll(Set.of("serviceName", "language", "database", "environment", "replicas"));
        return new Offer.Template(
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
