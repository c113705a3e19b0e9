package dev.agenticframework.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.events.AgentEvent;
import dev.agenticframework.agentapi.events.EventDetail;
import dev.agenticframework.agentapi.events.WorkflowEvent;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The JSON Schemas of events: one for each record, and closed.
class EventSchemasTest {
    private static Set<String> detailTypes(Class<? extends EventDetail> kind) {
        return Arrays.stream(kind.getPermittedSubclasses())
                .map(type -> EventDetail.detailType(type.asSubclass(EventDetail.class)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyRecordHasASchemaAndEverySchemaARecord() throws Exception {
        Set<String> records = detailTypes(WorkflowEvent.class);
        records.addAll(detailTypes(AgentEvent.class));

        assertThat(schemas()).isEqualTo(records);
        assertThat(records)
                .allSatisfy(type -> assertThat(
                                EventSchemas.document(type).path("title").asString())
                        .isEqualTo(type));
    }

    /// The detail types that have a schema file.
    private static Set<String> schemas() throws Exception {
        var folder = EventDetail.class.getResource("").toURI();
        if (folder.getScheme().equals("file")) {
            return names(Path.of(folder));
        }
        try (var jar = FileSystems.newFileSystem(folder, Map.of())) {
            return names(jar.getPath(EventDetail.class.getPackageName().replace('.', '/')));
        }
    }

    private static Set<String> names(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.replaceFirst("\\.json$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void schemasAllowNothingThatTheyDoNotName() throws Exception {
        for (String type : schemas()) {
            JsonNode schema = EventSchemas.document(type);
            List<JsonNode> objects = new ArrayList<>();
            collectObjects(schema, objects);
            assertThat(objects).as(type).allSatisfy(object -> {
                assertThat(object.path("additionalProperties").isMissingNode()).isFalse();
                assertThat(object.path("additionalProperties").asBoolean(false)).isFalse();
            });
        }
    }

    private static void collectObjects(JsonNode schema, List<JsonNode> found) {
        if (schema.path("type").isString() && schema.path("type").asString().equals("object")) {
            found.add(schema);
        }
        schema.forEach(part -> collectObjects(part, found));
    }
}
