package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.httpapi.Tokens.Verified;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;

/// Finds out who sent a request.
final class Authentication {
    private static final String BEARER = "bearer ";

    private final Tokens tokens;

    Authentication(Tokens tokens) {
        this.tokens = tokens;
    }

    /// Who sent a request.
    sealed interface Sender {
        /// Someone with a valid token.
        record Known(Caller caller) implements Sender {}

        /// Someone without one.
        ///
        /// @param was the caller of a token that has expired or was revoked
        /// @param reason a sentence
        record Unknown(Optional<Caller> was, String reason) implements Sender {}
    }

    /// @throws dev.agenticframework.agentapi.FailureException `TOKEN_REGISTER_UNREADABLE`
    Sender sender(Context context) {
        String header = context.header("Authorization");
        if (header == null) {
            return new Sender.Unknown(Optional.empty(), "The request has no token.");
        }
        if (!header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return new Sender.Unknown(Optional.empty(), "The header Authorization is not 'Bearer TOKEN'.");
        }
        String address = context.req().getRemoteAddr();
        return switch (tokens.verify(header.substring(BEARER.length()).strip())) {
            case Verified.Valid valid -> new Sender.Known(new Caller(valid.token(), address));
            case Verified.Lapsed lapsed ->
                new Sender.Unknown(Optional.of(new Caller(lapsed.token(), address)), lapsed.reason());
            case Verified.Unknown _ ->
                new Sender.Unknown(Optional.empty(), "The token is not valid: this installation did not issue it.");
        };
    }

    /// Whether the token of a caller is valid still, as far as is known.
    boolean isValid(Caller caller) {
        try {
            return tokens.isValid(caller.token());
        } catch (FailureException e) {
            return false;
        }
    }

    static ProblemException required(Context context, String reason) {
        context.header("WWW-Authenticate", "Bearer");
        return new ProblemException(
                401, "AUTHENTICATION_REQUIRED", reason, "Send a valid token. To get one, run: agentic token");
    }
}
