package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.access.Scope;
import dev.agenticframework.agentapi.audit.AuditLog;
import dev.agenticframework.agentapi.audit.AuditLog.Recorded;
import dev.agenticframework.httpapi.wire.AuditPage;
import dev.agenticframework.httpapi.wire.AuditRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Selects entries of the audit log. Every filter that is set must match.
///
/// @param since at or after
/// @param until before
/// @param who the name of who asked
/// @param service one of the services that the entry is about
/// @param environment one of its environments
/// @param operation such as `approveTask`
/// @param before the sequence to continue before; empty for the newest
/// @param limit 1 to [#MAX_LIMIT]
public record AuditQuery(
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<String> who,
        Optional<String> service,
        Optional<String> environment,
        Optional<String> operation,
        Optional<Long> before,
        int limit)
        implements Predicate<Recorded> {
    /// The largest page.
    public static final int MAX_LIMIT = 500;

    private static final int DEFAULT_LIMIT = 50;

    /// Reads the parameters of `GET /audit`, by name.
    ///
    /// @throws dev.agenticframework.agentapi.FailureException `FIELD_INVALID`
    public static AuditQuery of(Function<String, Optional<String>> parameters) {
        return new AuditQuery(
                parameters.apply("since").map(text -> Query.time("since", text)),
                parameters.apply("until").map(text -> Query.time("until", text)),
                parameters.apply("who"),
                parameters.apply("service"),
                parameters.apply("environment"),
                parameters.apply("operation"),
                parameters.apply("cursor").map(text -> Query.number("cursor", text, 1, Long.MAX_VALUE)),
                parameters
                        .apply("limit")
                        .map(text -> (int) Query.number("limit", text, 1, MAX_LIMIT))
                        .orElse(DEFAULT_LIMIT));
    }

    /// A page of the entries that match.
    ///
    /// @param visible those that may be shown
    public AuditPage page(AuditLog log, Predicate<Recorded> visible) {
        var found = log.find(before.orElse(Long.MAX_VALUE), limit, and(visible));
        return new AuditPage(
                found.entries().stream().map(AuditRecord::of).toList(),
                found.next().map(String::valueOf));
    }

    @Override
    public boolean test(Recorded recorded) {
        var entry = recorded.entry();
        return since.filter(recorded.at()::isBefore).isEmpty()
                && until.filter(time -> !recorded.at().isBefore(time)).isEmpty()
                && who.filter(name -> !name.equals(entry.who().name())).isEmpty()
                && operation.filter(name -> !name.equals(entry.operation())).isEmpty()
                && (isAboutAnything() || entry.about().stream().anyMatch(this::isAbout));
    }

    private boolean isAboutAnything() {
        return service.isEmpty() && environment.isEmpty();
    }

    private boolean isAbout(Scope scope) {
        return service.filter(name -> !name.equals(scope.service())).isEmpty()
                && environment.filter(name -> !name.equals(scope.environment())).isEmpty();
    }
}
