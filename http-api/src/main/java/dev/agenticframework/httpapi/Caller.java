package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.engine.Principal;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Objects;

/// Finds out who calls, and whether they may.
final class Caller {
    static final String ADMIN = "admin";
    private static final String DEVELOPER = "developer";
    private static final String ATTRIBUTE = "caller";
    private static final String BEARER = "bearer ";

    private final Tokens tokens;

    Caller(Tokens tokens) {
        this.tokens = tokens;
    }

    /// Lets the request go on as its caller, or ends it.
    Principal admit(Context context, Route.Access access) {
        String header = context.header("Authorization");
        if (header == null) {
            throw unauthenticated(context, "no token was sent");
        }
        if (!header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw unauthenticated(context, "the Authorization header is not 'Bearer TOKEN'");
        }
        Principal caller = tokens.verify(header.substring(BEARER.length()).strip())
                .orElseThrow(
                        () -> unauthenticated(context, "the token is expired, forged or not of this installation"));
        if (access == Route.Access.CHANGE && !mayChange(caller)) {
            throw new FailureException(Failure.forbidden(
                    "NOT_ALLOWED",
                    "'" + caller.name() + "' may only read",
                    "use a token of the group 'developer' or 'admin'"));
        }
        context.attribute(ATTRIBUTE, caller);
        return caller;
    }

    private static boolean mayChange(Principal caller) {
        return caller.groups().contains(ADMIN) || caller.groups().contains(DEVELOPER);
    }

    private static ProblemException unauthenticated(Context context, String what) {
        context.header("WWW-Authenticate", "Bearer");
        return new ProblemException(401, "AUTHENTICATION_REQUIRED", what, "send a token: agentic token");
    }

    static Principal of(Context context) {
        return Objects.requireNonNull(context.attribute(ATTRIBUTE));
    }
}
