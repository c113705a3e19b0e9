package dev.agenticframework.httpapi.wire;

import dev.agenticframework.engine.Status;
import java.time.Instant;
import java.util.Optional;

@Described("A workflow in a list.")
public record WorkflowSummary(
        String workflowId,
        Status status,
        String requestedBy,
        Optional<String> template,
        Optional<String> service,
        Optional<String> environment,
        Instant createdAt,
        Optional<Instant> completedAt,
        @Described("Such as 5m32s.") Optional<String> duration) {}
