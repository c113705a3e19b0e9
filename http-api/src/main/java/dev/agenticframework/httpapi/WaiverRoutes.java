package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.access.Permission;
import dev.agenticframework.agentapi.access.Scope;
import dev.agenticframework.agentapi.waivers.WaiverRegister;
import dev.agenticframework.httpapi.wire.Waiver;
import dev.agenticframework.httpapi.wire.WaiverList;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/// Lists, approves and removes the waivers that repositories have requested. A waiver counts in every environment, so
/// whoever approves it needs the permission for all environments of the service.
final class WaiverRoutes {
    private final WaiverRegister register;
    private final Guard guard;

    WaiverRoutes(WaiverRegister register, Guard guard) {
        this.register = register;
        this.guard = guard;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/waivers", "listWaivers", "List the waivers that repositories have requested", this::list)
                        .answers(200, WaiverList.class)
                        .with(Parameter.text("service")),
                Route.post("/waivers/{waiverId}/approve", "approveWaiver", "Approve a waiver", this::approve)
                        .needs(Permission.WAIVE)
                        .answers(200, Waiver.class),
                Route.delete("/waivers/{waiverId}", "removeWaiver", "Decline or revoke a waiver", this::remove)
                        .needs(Permission.WAIVE)
                        .answers(204));
    }

    private void list(Context context) {
        var service = Query.text(context, "service");
        guard.anywhere(context);
        Bodies.answer(
                context,
                200,
                new WaiverList(register.all().stream()
                        .map(Waiver::of)
                        .filter(waiver -> service.isEmpty() || waiver.service().equals(service.get()))
                        .filter(waiver ->
                                guard.allows(context, Permission.READ, new Scope(waiver.service(), Scope.NONE)))
                        .toList()));
    }

    private void approve(Context context) {
        String id = allowed(context);
        Bodies.answer(
                context, 200, Waiver.of(register.approve(id, Caller.of(context).name())));
    }

    private void remove(Context context) {
        register.remove(allowed(context));
        context.status(204);
    }

    private String allowed(Context context) {
        var waiver = Waiver.of(register.get(context.pathParam("waiverId")));
        guard.service(
                context,
                waiver.service(),
                Scope.ANY,
                Map.of(
                        "waiver", waiver.waiverId(),
                        "rule", waiver.rule(),
                        "paths", String.join(", ", waiver.paths()),
                        "statement", waiver.statement(),
                        "expires", waiver.expires().toString(),
                        "approvedBy", waiver.approvedBy().orElse("")));
        return waiver.waiverId();
    }
}
