package dev.agenticframework.httpapi;

import io.javalin.http.Context;
import java.util.function.LongSupplier;

/// Limits the requests of each caller, so that nobody takes the platform from others. Who has a valid token is limited
/// by its subject. Who has none is limited by the address, with one limit for each kind of request: many clients can
/// share an address, as on one machine.
final class Limits {
    static final int REQUESTS_PER_SECOND = 1_000;
    static final int REQUESTS_AT_ONCE = 200;
    static final int OPEN_REQUESTS_PER_SECOND = 100;
    static final int REFUSED_REQUESTS_PER_SECOND = 20;

    private final RateLimit known;
    private final RateLimit open;
    private final RateLimit refused;
    private final PerCaller atOnce = new PerCaller(REQUESTS_AT_ONCE);

    Limits(LongSupplier nanoTime) {
        this.known = new RateLimit(REQUESTS_PER_SECOND, nanoTime);
        this.open = new RateLimit(OPEN_REQUESTS_PER_SECOND, nanoTime);
        this.refused = new RateLimit(REFUSED_REQUESTS_PER_SECOND, nanoTime);
    }

    /// Counts a request of someone with a valid token.
    ///
    /// @throws ProblemException `RATE_LIMITED`
    void known(Caller caller) {
        String name = caller.name();
        if (!known.allows(name)) {
            throw exceeded("'" + name + "' sent more than " + REQUESTS_PER_SECOND + " requests in a second.");
        }
    }

    /// Counts a request without a valid token that needs none.
    ///
    /// @param path the route's
    /// @throws ProblemException `RATE_LIMITED`
    void open(Context context, String path) {
        String address = context.req().getRemoteAddr();
        if (!open.allows(path + " " + address)) {
            throw exceeded("'" + address + "' sent more than " + OPEN_REQUESTS_PER_SECOND
                    + " requests without a token to " + path + " in a second.");
        }
    }

    /// Counts a request that is refused because it has no valid token.
    ///
    /// @throws ProblemException `RATE_LIMITED`
    void refused(Context context) {
        String address = context.req().getRemoteAddr();
        if (!refused.allows(address)) {
            throw exceeded("'" + address + "' sent more than " + REFUSED_REQUESTS_PER_SECOND
                    + " requests without a valid token in a second.");
        }
    }

    /// Begins to serve a request of a caller; [#end] ends it.
    ///
    /// @throws ProblemException `RATE_LIMITED`
    void begin(Caller caller) {
        String name = caller.name();
        if (!atOnce.take(name)) {
            throw exceeded("'" + name + "' has " + REQUESTS_AT_ONCE + " requests that are not answered yet.");
        }
    }

    void end(Caller caller) {
        atOnce.giveBack(caller.name());
    }

    private static ProblemException exceeded(String what) {
        return new ProblemException(429, "RATE_LIMITED", what, "Wait a second.").retryAfter(1);
    }
}
