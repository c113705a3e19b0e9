package dev.agenticframework.httpapi.wire;

import java.time.Instant;

@Described("A task that failed, and that the platform does not retry.")
public record DeadLetter(
        String workflowId, String taskId, String agent, String action, int attempts, Failure failure, Instant at) {}
