package dev.agenticframework.httpapi.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

@Described(
        value = "What to plan and start: exactly one of request, template and plan.",
        exactlyOne = {"request", "template", "plan"})
public record StartWorkflow(
        @Described(
                value = "On whose behalf; only a token of the group admin may name another person.",
                min = 1,
                max = 256)
        Optional<String> requestedBy,

        @Described(value = "The request in words.", max = 4_000)
        Optional<String> request,

        @Described(value = "The name of a software template.", min = 1, max = 256)
        Optional<String> template,

        @Described("The template's parameters by name.") Optional<Map<String, JsonNode>> parameters,
        @Described("A plan of your own, task by task.") Optional<List<PlannedTask>> plan,

        @Described("Answer with the plan and start nothing.")
        Optional<Boolean> dryRun) {}
