package dev.agenticframework.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.agenticframework.agentapi.Agent;
import dev.agenticframework.agentapi.Capability;
import dev.agenticframework.agentapi.TaskContext;
import dev.agenticframework.agentapi.TaskResult;
import dev.agenticframework.agentapi.Trigger;
import dev.agenticframework.agentapi.events.AgentEvent;
import dev.agenticframework.agentapi.events.EventDetail;
import dev.agenticframework.runtime.EventFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Checks events against the JSON Schemas of their detail types.
public final class EventSchemas {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private EventSchemas() {}

    /// Fails unless an event meets its schema when the runtime writes it.
    public static void check(EventDetail event) {
        check(event.detailType(), EventFormat.json(event));
    }

    /// Fails unless a detail meets the schema of its detail type.
    ///
    /// @param detail a JSON object
    public static void check(String detailType, String detail) {
        Schema schema = SCHEMAS.computeIfAbsent(detailType, type -> REGISTRY.getSchema(document(type)));
        assertThat(schema.validate(JsonMapper.shared().readTree(detail)))
                .as(detailType + " " + detail)
                .isEmpty();
    }

    /// The schema of a detail type. Fails when there is none.
    public static JsonNode document(String detailType) {
        try (InputStream file = EventDetail.class.getResourceAsStream(detailType + ".json")) {
            assertThat(file).as("a schema for " + detailType).isNotNull();
            return JsonMapper.shared().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same agent, whose tasks fail the test when they emit an event that does not meet its schema.
    public static Agent checking(Agent agent) {
        return new Checking(agent);
    }

    private record Checking(Agent agent) implements Agent {
        @Override
        public String name() {
            return agent.name();
        }

        @Override
        public List<Capability> capabilities() {
            return agent.capabilities();
        }

        @Override
        public List<Trigger> triggers() {
            return agent.triggers();
        }

        @Override
        public TaskResult perform(TaskContext task) throws InterruptedException {
            TaskResult result = agent.perform(task);
            events(result).forEach(EventSchemas::check);
            return result;
        }

        private static List<AgentEvent> events(TaskResult result) {
            return switch (result) {
                case TaskResult.Succeeded done -> done.events();
                case TaskResult.Suspended waiting -> waiting.events();
                case TaskResult.Stopped _ -> List.of();
                case TaskResult.Retryable failed -> failed.events();
                case TaskResult.Terminal failed -> failed.events();
            };
        }
    }
}
