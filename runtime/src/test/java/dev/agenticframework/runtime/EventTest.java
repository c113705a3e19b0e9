package dev.agenticframework.runtime;

import static dev.agenticframework.runtime.SteppedShell.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agenticframework.engine.Entry;
import dev.agenticframework.engine.Workflow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventTest {
    private static final Event EVENT = new Event(
            "wf-1-2-0",
            "agentic-framework.planner",
            "task.created",
            Instant.parse("2026-01-01T00:00:00Z"),
            "{\"task_id\":\"t1\"}",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    @Test
    void eventIsAnEventBridgeEntryAndACloudEvent() {
        JsonNode entry = JsonMapper.shared().readTree(EVENT.toJson());
        JsonNode cloud = JsonMapper.shared().readTree(EVENT.toCloudEvent());

        assertThat(entry.get("detail-type").asString()).isEqualTo("task.created");
        assertThat(entry.get("detail").get("task_id").asString()).isEqualTo("t1");
        for (String required : List.of("specversion", "id", "source", "type")) {
            assertThat(cloud.get(required).asString()).isNotEmpty();
        }
        assertThat(cloud.get("specversion").asString()).isEqualTo("1.0");
    }

    @Test
    void eventsOfAWorkflowFollowFromItsHistoryAlone() throws StoreException {
        var bench = new SteppedShell();
        var id = bench.start(task("t1"));
        bench.succeedFirst();
        List<Entry> history = bench.store.history(id, 0, 100);
        Workflow workflow = bench.find(id);

        List<Event> events = events(workflow, history);

        assertThat(events)
                .extracting(Event::detailType)
                .containsExactly(
                        "workflow.created", "task.created", "task.started", "task.completed", "workflow.completed");
        assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
        assertThat(events).extracting(Event::source).containsOnly("agentic-framework.planner");
        assertThat(events(Workflow.replay(id, history), history)).isEqualTo(events);
    }

    @Test
    void eventsOfAWorkflowAreOneTrace() throws StoreException {
        var bench = new SteppedShell();
        var id = bench.start(task("t1"));

        List<Event> events = events(bench.find(id), bench.store.history(id, 0, 100));

        assertThat(events)
                .extracting(event -> event.traceparent().split("-")[1])
                .containsOnly(events.getFirst().traceparent().split("-")[1]);
        assertThat(events)
                .extracting(Event::traceparent)
                .allMatch(parent -> parent.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
    }

    private static List<Event> events(Workflow workflow, List<Entry> history) {
        return history.stream()
                .flatMap(entry -> WorkflowEvents.of(workflow, entry).stream())
                .toList();
    }
}
