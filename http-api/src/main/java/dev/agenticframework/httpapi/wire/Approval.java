package dev.agenticframework.httpapi.wire;

import java.time.Instant;

@Described("An approval that a task waits for.")
public record Approval(
        @Described("What an approver has to repeat: it stands for exactly what would run.")
        String digest,

        Instant requestedAt,
        Instant expiresAt,

        @Described("Whether further approvers were notified.")
        boolean escalated) {}
