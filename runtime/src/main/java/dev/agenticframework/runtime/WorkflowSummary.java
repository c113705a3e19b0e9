package dev.agenticframework.runtime;

import dev.agenticframework.engine.Status;
import dev.agenticframework.engine.WorkflowId;
import java.time.Instant;
import java.util.Optional;

/// A workflow in a list.
///
/// @param id the workflow's id
/// @param status the status
/// @param requestedBy the requester
/// @param template empty when there is none
/// @param service empty when there is none
/// @param environment empty when there is none
/// @param createdAt when it was requested
/// @param endedAt empty while it has not ended
public record WorkflowSummary(
        WorkflowId id,
        Status status,
        String requestedBy,
        String template,
        String service,
        String environment,
        Instant createdAt,
        Optional<Instant> endedAt) {}
