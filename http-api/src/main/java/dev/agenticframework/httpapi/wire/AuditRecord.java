package dev.agenticframework.httpapi.wire;

import dev.agenticframework.agentapi.audit.AuditEntry;
import dev.agenticframework.agentapi.audit.AuditLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Described("A change, or an attempt that was refused.")
public record AuditRecord(
        long sequence,
        Instant at,
        @Described("Identifies the change.") String id,

        @Described("How it ended; begun while it has not.") AuditEntry.Outcome outcome,

        @Described("Why it was denied or failed.") Optional<String> code,
        @Described("Who asked for it.") String who,
        List<String> roles,
        @Described("The id of the token.") Optional<String> token,
        @Described("Where the request came from.") Optional<String> address,

        @Described("Through what it was asked for.") AuditEntry.Origin origin,

        String operation,
        Optional<String> workflowId,
        Optional<String> taskId,
        List<AuditScope> about,
        Map<String, String> before,
        Map<String, String> after) {

    /// The record of an entry.
    public static AuditRecord of(AuditLog.Recorded recorded) {
        var entry = recorded.entry();
        return new AuditRecord(
                recorded.sequence(),
                recorded.at(),
                entry.id(),
                entry.outcome(),
                unlessEmpty(entry.code()),
                entry.who().name(),
                entry.who().roles(),
                unlessEmpty(entry.who().token()),
                unlessEmpty(entry.who().address()),
                entry.origin(),
                entry.operation(),
                unlessEmpty(entry.workflow()),
                unlessEmpty(entry.task()),
                entry.about().stream()
                        .map(scope -> new AuditScope(scope.service(), scope.environment()))
                        .toList(),
                entry.before(),
                entry.after());
    }

    private static Optional<String> unlessEmpty(String text) {
        return Optional.of(text).filter(one -> !one.isEmpty());
    }
}
