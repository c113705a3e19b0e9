package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.Failure;
import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.engine.Principal;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.Locale;
import java.util.Objects;

/// Authenticates the caller of a request, and checks whether they may use the operation.
final class Caller {
    static final String ADMIN = "admin";
    private static final String ATTRIBUTE = "caller";
    private static final String BEARER = "bearer ";

    private final Tokens tokens;

    Caller(Tokens tokens) {
        this.tokens = tokens;
    }

    /// The caller; kept for the rest of the request.
    ///
    /// @throws ProblemException `AUTHENTICATION_REQUIRED`
    /// @throws FailureException `NOT_ALLOWED`
    Principal admit(Context context, Route.Access access) {
        String header = context.header("Authorization");
        if (header == null) {
            throw unauthenticated(context, "The request has no token.");
        }
        if (!header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw unauthenticated(context, "The header Authorization is not 'Bearer TOKEN'.");
        }
        Principal caller = tokens.verify(header.substring(BEARER.length()).strip())
                .orElseThrow(() ->
                        unauthenticated(context, "The token has expired, or this installation did not issue it."));
        if (!access.groups().isEmpty() && Collections.disjoint(access.groups(), caller.groups())) {
            throw new FailureException(Failure.forbidden(
                    "NOT_ALLOWED",
                    "'" + caller.name() + "' is not in a group that may do this.",
                    "Use a token of one of the groups: " + String.join(", ", access.groups()) + "."));
        }
        context.attribute(ATTRIBUTE, caller);
        return caller;
    }

    private static ProblemException unauthenticated(Context context, String what) {
        context.header("WWW-Authenticate", "Bearer");
        return new ProblemException(
                401, "AUTHENTICATION_REQUIRED", what, "Send a token. To get one, run: agentic token");
    }

    static Principal of(Context context) {
        return Objects.requireNonNull(context.attribute(ATTRIBUTE));
    }
}
