package dev.agenticframework.httpapi;

import dev.agenticframework.engine.Principal;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.Optional;

/// The authenticated caller of a request.
///
/// @param address where the request came from
record Caller(Token token, String address) {
    private static final String ATTRIBUTE = Caller.class.getName();

    /// The name of the principal.
    String name() {
        return token.principal().name();
    }

    /// The principal of the current request.
    static Principal of(Context context) {
        return whole(context).token().principal();
    }

    static Caller whole(Context context) {
        return Objects.requireNonNull(context.<Caller>attribute(ATTRIBUTE));
    }

    /// The caller of a request; empty when it has no valid token.
    static Optional<Caller> find(Context context) {
        return Optional.ofNullable(context.attribute(ATTRIBUTE));
    }

    /// Keeps the caller for the rest of the request.
    void keep(Context context) {
        context.attribute(ATTRIBUTE, this);
    }
}
