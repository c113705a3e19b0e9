package dev.agenticframework.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Holds answers to the API's own description.
final class Contract {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode document;
    private final Set<String> answered = new ConcurrentSkipListSet<>();

    Contract(JsonNode document) {
        this.document = document;
    }

    JsonNode document() {
        return document;
    }

    /// The operations that have succeeded at least once, by `operationId`.
    Set<String> answered() {
        return answered;
    }

    /// Every operation's `operationId`.
    Set<String> operations() {
        var all = new TreeSet<String>();
        document.path("paths")
                .forEach(path -> path.forEach(
                        operation -> all.add(operation.path("operationId").asString())));
        return all;
    }

    /// Requires that an answer is one that the description names.
    void check(String method, String target, int status, String mediaType, JsonNode body) {
        JsonNode operation = operation(method, URI.create(target).getPath());
        JsonNode answers = operation.path("responses");
        boolean good = answers.has(Integer.toString(status));
        if (good) {
            answered.add(operation.path("operationId").asString());
        } else {
            assertThat(status).as("%s %s", method, target).isGreaterThanOrEqualTo(400);
        }
        JsonNode content = good
                ? answers.path(Integer.toString(status)).path("content")
                : document.at("/paths/~1health/get/responses/default/content");
        if (content.isMissingNode()) {
            assertThat(body.isEmpty()).as("%s %s", method, target).isTrue();
            return;
        }
        String described = content.propertyNames().iterator().next();
        assertThat(mediaType).as("%s %s", method, target).startsWith(described);
        if (described.endsWith("json")) {
            check(content.path(described).path("schema"), body);
        }
    }

    /// Requires that an event is as the description says.
    void checkEvent(JsonNode event) {
        check(JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/HistoryEntry"), event);
        answered.add("streamEvents");
    }

    private void check(JsonNode schema, JsonNode value) {
        assertThat(resolved(schema).validate(value)).as(value.toString()).isEmpty();
    }

    private Schema resolved(JsonNode schema) {
        var root = (ObjectNode) schema.deepCopy();
        root.set("components", document.path("components"));
        return REGISTRY.getSchema(root);
    }

    private JsonNode operation(String method, String path) {
        return document.path("paths")
                .propertyStream()
                .filter(route -> Pattern.matches(route.getKey().replaceAll("\\{[A-Za-z]+}", "[^/]+"), path))
                .map(route -> route.getValue().path(method.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(JsonNodeFactory.instance.missingNode());
    }
}
