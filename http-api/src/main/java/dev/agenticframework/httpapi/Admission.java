package dev.agenticframework.httpapi;

import dev.agenticframework.agentapi.FailureException;
import dev.agenticframework.httpapi.Authentication.Sender;
import io.javalin.http.Context;
import java.util.Optional;

/// Decides which requests are looked at: those for this host, within the limits, and with a valid token where one
/// is needed.
final class Admission {
    private final Authentication authentication;
    private final Limits limits;
    private boolean onLoopback;

    Admission(Authentication authentication, Limits limits) {
        this.authentication = authentication;
        this.limits = limits;
    }

    void listensAt(String host) {
        onLoopback = Hosts.isLoopback(host);
    }

    /// Lets a request to a route in. With a request that needs no token, a valid one counts only for the limits.
    ///
    /// @return the caller; empty for a request that needs none
    /// @throws ProblemException `HOST_NOT_SERVED`, `AUTHENTICATION_REQUIRED`, `RATE_LIMITED`
    Optional<Caller> admit(Route route, Context context) {
        requireHost(context);
        return switch (sender(route, context)) {
            case Sender.Known(var caller) -> {
                limits.known(caller);
                caller.keep(context);
                yield route.isOpen() ? Optional.empty() : Optional.of(caller);
            }
            case Sender.Unknown unknown
            when route.isOpen() -> {
                limits.open(context, route.path());
                yield Optional.empty();
            }
            case Sender.Unknown unknown -> {
                limits.refused(context);
                unknown.was().ifPresent(caller -> caller.keep(context));
                throw Authentication.required(context, unknown.reason());
            }
        };
    }

    /// Lets a request in that no route answers.
    ///
    /// @throws ProblemException `HOST_NOT_SERVED`, `RATE_LIMITED`
    void admitUnknown(Context context) {
        requireHost(context);
        limits.open(context, "unknown paths");
    }

    private void requireHost(Context context) {
        if (onLoopback) {
            Hosts.requireLoopback(context);
        }
    }

    private Sender sender(Route route, Context context) {
        try {
            return authentication.sender(context);
        } catch (FailureException e) {
            if (!route.isOpen()) {
                throw e;
            }
            return new Sender.Unknown(Optional.empty(), e.failure().message());
        }
    }
}
