package dev.agenticframework.agentapi.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The durable record of changes. Entries are only ever appended. Any thread may call.
public interface AuditLog {

    /// Appends an entry. It is durable when this method returns.
    ///
    /// @throws dev.agenticframework.agentapi.FailureException `AUDIT_LOG_FULL`, `AUDIT_LOG_UNAVAILABLE`; then the
    ///     change must not be made
    void record(AuditEntry entry);

    /// Appends the outcome of a change whose beginning was [recorded][#record]. It outlives this process
    /// when this method returns, and is durable after the next record: after a loss of power, the change can
    /// look interrupted.
    ///
    /// @throws dev.agenticframework.agentapi.FailureException `AUDIT_LOG_FULL`, `AUDIT_LOG_UNAVAILABLE`
    void complete(AuditEntry entry);

    /// Finds entries, newest first. Of a change with an outcome, only the entry with the outcome is found.
    ///
    /// @param before the sequence to continue before; [Long#MAX_VALUE] for the newest
    /// @param limit 1 or more
    /// @param wanted selects entries
    /// @throws dev.agenticframework.agentapi.FailureException `AUDIT_LOG_UNAVAILABLE`
    Found find(long before, int limit, Predicate<Recorded> wanted);

    /// An entry in the log.
    ///
    /// @param sequence counted from 1
    record Recorded(long sequence, Instant at, AuditEntry entry) {}

    /// Some entries.
    ///
    /// @param next the `before` of the next page; empty when this is the last one. A page can have fewer entries
    ///     than requested, even none, and still have a next page
    record Found(List<Recorded> entries, Optional<Long> next) {
        public Found {
            entries = List.copyOf(entries);
        }
    }
}
