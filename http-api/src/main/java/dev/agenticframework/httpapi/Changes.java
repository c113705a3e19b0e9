package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.agentapi.access.Access;
import dev.agenticframework.agentapi.access.Role;
import dev.agenticframework.agentapi.access.Scope;
import dev.agenticframework.agentapi.audit.AuditEntry;
import dev.agenticframework.agentapi.audit.AuditEntry.Actor;
import dev.agenticframework.agentapi.audit.AuditEntry.Origin;
import dev.agenticframework.agentapi.audit.AuditEntry.Outcome;
import dev.agenticframework.agentapi.audit.AuditLog;
import dev.agenticframework.runtime.Workflows;
import io.javalin.http.Context;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records the changes of requests in the audit log: before they are made, and how they ended. Refused requests are
/// recorded, too, but of each caller only so many that nobody can flood the log.
final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private static final String ATTRIBUTE = Changes.class.getName();
    private static final String REFUSED = ATTRIBUTE + ".refused";
    private static final int REFUSALS_AT_ONCE = 20;
    private static final double REFUSALS_PER_SECOND = 0.1;
    private static final int MAX_COUNTED_CALLERS = 10_000;

    private final AuditLog log;
    private final Access access;
    private final RateLimit refusals = new RateLimit(REFUSALS_AT_ONCE, REFUSALS_PER_SECOND, System::nanoTime);
    private final ConcurrentHashMap<String, Integer> unrecorded = new ConcurrentHashMap<>();

    Changes(AuditLog log, Access access) {
        this.log = log;
        this.access = access;
    }

    /// The change of the current request.
    private static final class Change {
        private final AuditEntry entry;
        private final Map<String, String> after = new TreeMap<>();
        private String workflow;

        Change(AuditEntry entry) {
            this.entry = entry;
            this.workflow = entry.workflow();
        }
    }

    /// Records that a change begins. It must not be made when this method fails.
    void begin(
            Context context,
            String operation,
            String workflow,
            String task,
            Collection<Scope> about,
            Map<String, String> before) {
        var entry = entry(Caller.whole(context), operation, workflow, task, about, before);
        log.record(entry);
        context.attribute(ATTRIBUTE, new Change(entry));
    }

    /// Keeps what a request is about that will be refused.
    static void refused(Context context, Collection<Scope> about) {
        context.attribute(REFUSED, List.copyOf(about));
    }

    private AuditEntry entry(
            Caller caller,
            String operation,
            String workflow,
            String task,
            Collection<Scope> about,
            Map<String, String> before) {
        var principal = caller.token().principal();
        var actor = new Actor(
                principal.name(),
                access.roles(principal).stream().map(Role::toString).toList(),
                caller.token().id(),
                caller.address());
        return new AuditEntry(
                UUID.randomUUID().toString(),
                Outcome.BEGUN,
                "",
                actor,
                Origin.API,
                operation,
                workflow,
                task,
                List.copyOf(about),
                before,
                Map.of());
    }

    /// Adds a detail to the change of the current request, if it is one.
    static void after(Context context, String name, String value) {
        Change change = context.attribute(ATTRIBUTE);
        if (change != null) {
            change.after.put(name, value);
        }
    }

    /// Says which workflow the change of the current request has started.
    static void started(Context context, Workflows.Started started) {
        Change change = context.attribute(ATTRIBUTE);
        if (change != null) {
            change.workflow = started.workflow().id().toString();
            change.after.put("status", started.workflow().status().toString());
            if (!started.created()) {
                change.after.put("started", "by an earlier request with the same Idempotency-Key");
            }
        }
    }

    /// Records how a request ended.
    ///
    /// @param code why it was refused or failed; empty when it was not
    void end(Context context, Route route, Optional<String> code) {
        int status = context.statusCode();
        boolean denied = status == 401 || status == 403;
        Change change = context.attribute(ATTRIBUTE);
        if (change != null) {
            var ended = change.entry.ended(
                    denied ? Outcome.DENIED : code.isPresent() ? Outcome.FAILED : Outcome.DONE,
                    code.orElse(""),
                    change.workflow,
                    change.after);
            append(ended, log::complete);
        } else if (denied) {
            Caller.find(context).ifPresent(caller -> deny(context, route, caller, code.orElse("")));
        }
    }

    private void deny(Context context, Route route, Caller caller, String code) {
        String name = caller.name();
        if (!refusals.allows(name)) {
            if (unrecorded.size() < MAX_COUNTED_CALLERS || unrecorded.containsKey(name)) {
                unrecorded.merge(name, 1, Integer::sum);
            }
            return;
        }
        Integer more = unrecorded.remove(name);
        List<Scope> about = context.attribute(REFUSED);
        var entry = entry(
                caller,
                route.operationId(),
                context.pathParamMap().getOrDefault("workflowId", ""),
                context.pathParamMap().getOrDefault("taskId", ""),
                about == null ? List.of() : about,
                Map.of());
        var ended = entry.ended(
                Outcome.DENIED,
                code,
                entry.workflow(),
                more == null ? Map.of() : Map.of("refusalsNotRecorded", more.toString()));
        append(ended, log::record);
    }

    /// The change was made or refused already, and the log has its beginning: the answer does not fail because
    /// of this.
    private static void append(AuditEntry entry, Consumer<AuditEntry> how) {
        try {
            how.accept(entry);
        } catch (FailureException e) {
            LOG.error("The outcome of {} {} is not in the audit log", entry.operation(), entry.id(), e);
        }
    }
}
