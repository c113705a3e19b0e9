package dev.agenticframework.httpapi.wire;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

@Described("An approval that a task waits for.")
public record Approval(
        @Described("What an approver has to repeat: it stands for exactly what would run.")
        String digest,

        Instant requestedAt,
        Instant expiresAt,

        @Described("Whether further approvers were notified.")
        boolean escalated,

        @Described(
                "What changes: the release in service, commits, migrations and the policy result, or the data that a removal destroys.")
        Optional<ObjectNode> change) {}
