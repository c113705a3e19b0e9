package dev.agenticframework.runtime;

import dev.agenticframework.engine.Status;
import java.time.Instant;
import java.util.Optional;

/// Selects workflows, newest first. Every filter that is set must match.
///
/// @param status the status
/// @param service the label `service`
/// @param environment the label `environment`
/// @param requestedBy the requester
/// @param template the template's name
/// @param since created at or after
/// @param until created before
/// @param cursor the `next` of the previous page; empty for the first page
/// @param limit workflows on a page, 1 to 500
public record WorkflowQuery(
        Optional<Status> status,
        Optional<String> service,
        Optional<String> environment,
        Optional<String> requestedBy,
        Optional<String> template,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<String> cursor,
        int limit) {
    /// The largest page.
    public static final int MAX_LIMIT = 500;
    private static final int DEFAULT_LIMIT = 50;

    /// All workflows, the first page of 50.
    public static final WorkflowQuery ALL = new WorkflowQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            DEFAULT_LIMIT);

    public WorkflowQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("A page must have 1 to " + MAX_LIMIT + " entries, not " + limit + ".");
        }
    }

    /// The same query for one status.
    public WorkflowQuery withStatus(Status one) {
        return new WorkflowQuery(
                Optional.of(one), service, environment, requestedBy, template, since, until, cursor, limit);
    }

    /// The same query for another page.
    public WorkflowQuery withPage(Optional<String> from, int most) {
        return new WorkflowQuery(status, service, environment, requestedBy, template, since, until, from, most);
    }
}
