package dev.agenticframework.httpapi.wire;

import dev.agenticframework.engine.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

@Described("A workflow: one request and its plan.")
public record Workflow(
        String workflowId,
        Status status,
        String requestedBy,
        @Described("The request in words.") Optional<String> request,
        @Described("The software template that it uses.") Optional<String> template,
        @Described("The template's parameters.") Optional<ObjectNode> parameters,
        Map<String, String> labels,
        Instant createdAt,
        Optional<Instant> completedAt,
        @Described("Such as 5m32s.") Optional<String> duration,
        @Described("0 to 1.") double progress,
        @Described("Such as 2m.") Optional<String> estimatedRemaining,
        Optional<Failure> failure,

        @Described("The services that it created or changed.")
        List<WorkflowService> services,

        List<Task> tasks) {}
