package dev.agenticframework.httpapi.wire;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

@Described("Reports that the external work that a task waits for has ended.")
public record Signal(
        @Described(value = "Names the external work: tasks[].suspension.handle.", min = 1, max = 200)
        String handle,

        @Described("A hint for the agent, at most 65,536 characters of JSON. The agent checks the work itself.")
        Optional<Map<String, JsonNode>> payload) {}
