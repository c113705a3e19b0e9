package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.access.Permission;
import dev.agenticframework.httpapi.wire.IssueToken;
import dev.agenticframework.httpapi.wire.TokenList;
import dev.agenticframework.httpapi.wire.TokenRecord;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Issues, lists and revokes the tokens of service accounts, and revokes those of people.
final class TokenRoutes {
    private final ServiceAccounts accounts;
    private final TokenRegister register;
    private final Guard guard;

    TokenRoutes(ServiceAccounts accounts, TokenRegister register, Guard guard) {
        this.accounts = accounts;
        this.register = register;
        this.guard = guard;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/tokens", "issueToken", "Issue a token to a service account", this::issue)
                        .needs(Permission.ADMINISTER)
                        .takes(IssueToken.class)
                        .answers(201, TokenRecord.class),
                Route.get("/tokens", "listTokens", "List the tokens of service accounts", this::list)
                        .needs(Permission.ADMINISTER)
                        .answers(200, TokenList.class),
                Route.delete("/tokens/{tokenId}", "revokeToken", "Revoke a token", this::revoke)
                        .needs(Permission.ADMINISTER)
                        .answers(204),
                Route.delete("/tokens", "revokeTokensOf", "Revoke all tokens of a subject", this::revokeSubject)
                        .needs(Permission.ADMINISTER)
                        .answers(204)
                        .with(Parameter.text("subject").mandatory()));
    }

    private void issue(Context context) {
        var body = Bodies.read(context, IssueToken.class);
        guard.everything(context, Map.of());
        Changes.after(context, "subject", body.serviceAccount());
        Changes.after(context, "groups", String.join(", ", body.groups()));
        var issued = accounts.issue(
                body.serviceAccount(),
                Set.copyOf(body.groups()),
                Duration.ofHours(body.hours()),
                Caller.of(context).name());
        Changes.after(context, "subject", issued.subject());
        Changes.after(context, "token", issued.id());
        Changes.after(context, "expiresAt", issued.expiresAt().toString());
        Bodies.answer(context, 201, issued);
    }

    private void list(Context context) {
        guard.everything(context, Map.of());
        Bodies.answer(context, 200, accounts.list());
    }

    private void revoke(Context context) {
        String id = context.pathParam("tokenId");
        guard.everything(context, Map.of("token", id));
        register.revoke(id);
        context.status(204);
    }

    private void revokeSubject(Context context) {
        String subject = Query.required(context, "subject");
        guard.everything(context, Map.of("subject", subject));
        register.revokeSubject(subject);
        context.status(204);
    }
}
