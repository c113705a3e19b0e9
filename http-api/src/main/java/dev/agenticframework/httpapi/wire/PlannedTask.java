package dev.agenticframework.httpapi.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

@JsonIgnoreProperties(ignoreUnknown = true)
@Described("A task of a plan that you write yourself.")
public record PlannedTask(
        @Described("Your own id for the task, such as build.")
        String id,

        @Described("The agent that performs it, such as codegen.")
        String agent,

        @Described("One of the agent's actions, such as generate-code.")
        String action,

        @Described("By name: a value, or ${task.output} for the output of an earlier task.")
        Optional<Map<String, JsonNode>> inputs,

        @Described("The ids of the tasks that must complete first.")
        Optional<List<String>> dependsOn) {}
