package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.access.Permission;
import dev.agenticframework.agentapi.access.Scope;
import dev.agenticframework.agentapi.audit.AuditLog;
import dev.agenticframework.httpapi.wire.AuditPage;
import io.javalin.http.Context;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Shows the audit log: to each caller, the entries about what they may audit.
final class AuditRoutes {
    // A page can read many megabytes.
    private static final int READERS = 2;

    private final AuditLog log;
    private final Guard guard;
    private final Semaphore readers = new Semaphore(READERS, true);

    AuditRoutes(AuditLog log, Guard guard) {
        this.log = log;
        this.guard = guard;
    }

    List<Route> routes() {
        return List.of(Route.get("/audit", "listAudit", "List who changed what, newest first", this::list)
                .needs(Permission.AUDIT)
                .answers(200, AuditPage.class)
                .with(
                        Parameter.time("since"),
                        Parameter.time("until"),
                        Parameter.text("who"),
                        Parameter.text("service"),
                        Parameter.text("environment"),
                        Parameter.text("operation"),
                        Parameter.text("cursor"),
                        Parameter.number("limit", 1, AuditQuery.MAX_LIMIT)));
    }

    private void list(Context context) throws InterruptedException {
        guard.anywhere(context);
        var query = AuditQuery.of(name -> Query.text(context, name));
        readers.acquire();
        try {
            Bodies.answer(context, 200, query.page(log, recorded -> isVisible(context, recorded)));
        } finally {
            readers.release();
        }
    }

    /// An entry that is about no service is about the whole installation.
    private boolean isVisible(Context context, AuditLog.Recorded recorded) {
        var about = recorded.entry().about();
        return about.isEmpty()
                ? guard.allows(context, Permission.AUDIT, Scope.EVERYTHING)
                : about.stream().allMatch(scope -> guard.allows(context, Permission.AUDIT, scope));
    }
}
