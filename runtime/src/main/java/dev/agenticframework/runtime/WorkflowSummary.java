package dev.agenticframework.runtime;

import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;
import java.util.Optional;

/// One line of a list of workflows.
///
/// @param id its name
/// @param status where it stands
/// @param requestedBy who asked
/// @param template empty: none
/// @param service empty: none
/// @param environment empty: none
/// @param createdAt when it was asked for
/// @param endedAt empty: it has not ended
public record WorkflowSummary(
        WorkflowId id,
        Status status,
        String requestedBy,
        String template,
        String service,
        String environment,
        Instant createdAt,
        Optional<Instant> endedAt) {}
