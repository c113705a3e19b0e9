package dev.agenticframework.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.agenticframework.engine.Decision;
import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Workflow;
import dev.agenticframework.runtime.Event;
import dev.agenticframework.runtime.EventBus;
import dev.agenticframework.runtime.WorkflowEvents;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventSchemaTest {
    private static final int HISTORIES = 150;
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static Schema schema(String detailType) throws Exception {
        try (InputStream file = EventBus.class.getResourceAsStream("/events/" + detailType + ".json")) {
            assertThat(file).as("a schema for " + detailType).isNotNull();
            return REGISTRY.getSchema(JsonMapper.shared().readTree(file));
        }
    }

    /// Every event of simulated histories, in which everything happens that can.
    private static List<Event> events() {
        var events = new ArrayList<Event>();
        LongStream.rangeClosed(1, HISTORIES)
                .forEach(seed -> Simulation.run(
                        Simulation.Settings.of(seed),
                        (workflow, intent, now) -> {
                            Decision decision = workflow.decide(intent, now);
                            if (decision instanceof Decision.Accepted accepted) {
                                add(events, accepted);
                            }
                            return decision;
                        },
                        false));
        return events;
    }

    private static void add(List<Event> events, Decision.Accepted accepted) {
        Workflow after = accepted.after();
        for (Entry entry : accepted.entries()) {
            events.addAll(WorkflowEvents.of(after, entry));
        }
    }

    @Test
    void everyEventOfTheEngineMeetsTheSchemaOfItsDetailType() throws Exception {
        Map<String, Schema> schemas = new HashMap<>();
        var seen = new TreeSet<String>();
        for (Event event : events()) {
            Schema schema = schemas.get(event.detailType());
            if (schema == null) {
                schema = schema(event.detailType());
                schemas.put(event.detailType(), schema);
            }
            seen.add(event.detailType());
            assertThat(schema.validate(event.detailNode())).as(event.toJson()).isEmpty();
        }
        assertThat(seen)
                .contains("task.created", "task.failed", "workflow.failed", "approval.granted", "approval.expired");
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
