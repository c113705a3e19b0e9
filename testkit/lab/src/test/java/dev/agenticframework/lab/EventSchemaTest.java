package dev.agenticframework.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.agentapi.events.AgentEvent;
import dev.agenticframework.agentapi.events.EventDetail;
import dev.agenticframework.agentapi.events.WorkflowEvent;
import dev.agenticframework.contracts.EventSchemas;
import dev.agenticframework.engine.Decision;
import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Fact;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.engine.WorkflowId;
import dev.agenticframework.runtime.Event;
import dev.agenticframework.runtime.WorkflowEvents;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventSchemaTest {
    private static final int HISTORIES = 150;

    /// Every event of simulated histories, in which everything happens that can.
    private static List<Event> events() {
        var events = new ArrayList<Event>();
        var begun = new HashSet<WorkflowId>();
        LongStream.rangeClosed(1, HISTORIES)
                .forEach(seed -> Simulation.run(
                        Simulation.Settings.of(seed),
                        (workflow, intent, now) -> {
                            if (begun.add(workflow.id())) {
                                add(events, start(workflow));
                            }
                            Decision decision = workflow.decide(intent, now);
                            if (decision instanceof Decision.Accepted accepted) {
                                add(events, accepted);
                            }
                            return decision;
                        },
                        false));
        return events;
    }

    private static Decision.Accepted start(Workflow workflow) {
        var created = new Fact.WorkflowCreated(
                workflow.request(), workflow.plan(), workflow.idempotencyKey(), workflow.parent());
        return Workflow.start(workflow.id(), created, workflow.createdAt());
    }

    private static void add(List<Event> events, Decision.Accepted accepted) {
        Workflow after = accepted.after();
        for (Entry entry : accepted.entries()) {
            events.addAll(WorkflowEvents.of(after, entry));
        }
    }

    private static Set<String> detailTypes(Class<? extends EventDetail> kind) {
        return Arrays.stream(kind.getPermittedSubclasses())
                .map(type -> EventDetail.detailType(type.asSubclass(EventDetail.class)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyEventOfTheEngineMeetsTheSchemaOfItsDetailType() {
        var seen = new TreeSet<String>();
        for (Event event : events()) {
            EventSchemas.check(event.detailType(), event.detail());
            seen.add(event.detailType());
        }
        assertThat(seen).isEqualTo(detailTypes(WorkflowEvent.class));
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

    @Test
    void eventIsAnEventBridgeEntryAndACloudEvent() {
        var event = new Event(
                "wf-1-2-0",
                "agentic-framework.planner",
                "task.created",
                Instant.parse("2026-01-01T00:00:00Z"),
                "{\"task_id\":\"t1\"}",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        JsonNode entry = JsonMapper.shared().readTree(event.toJson());
        JsonNode cloud = JsonMapper.shared().readTree(event.toCloudEvent());

        assertThat(entry.get("detail-type").asString()).isEqualTo("task.created");
        assertThat(entry.get("detail").get("task_id").asString()).isEqualTo("t1");
        for (String required : List.of("specversion", "id", "source", "type")) {
            assertThat(cloud.get(required).asString()).isNotEmpty();
        }
        assertThat(cloud.get("specversion").asString()).isEqualTo("1.0");
    }
}
