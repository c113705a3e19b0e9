package dev.agenticframework.httpapi;

import io.javalin.http.Context;
import java.util.concurrent.ConcurrentHashMap;
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
    private final ConcurrentHashMap<String, Integer> atOnce = new ConcurrentHashMap<>();

    Limits(LongSupplier nanoTime) {
        this.known = new RateLimit(REQUESTS_PER_SECOND, nanoTime);
        this.open = new RateLimit(OPEN_REQUESTS_PER_SECOND, nanoTime);
        this.refused = new RateLimit(REFUSED_REQUESTS_PER_SECOND, nanoTime);
    }

    /// Counts a request of someone with a valid token.
    ///
    /// @throws ProblemException `RATE_LIMITED`
    void known(Context context, Caller caller) {
        String name = caller.token().principal().name();
        if (!known.allows(name)) {
            throw exceeded(context, "'" + name + "' sent more than " + REQUESTS_PER_SECOND + " requests in a second.");
        }
    }

    /// Counts a request without a valid token that needs none.
    ///
    /// @param path the route's
    /// @throws ProblemException `RATE_LIMITED`
    void open(Context context, String path) {
        String address = context.req().getRemoteAddr();
        if (!open.allows(path + " " + address)) {
            throw exceeded(
                    context,
                    "'" + address + "' sent more than " + OPEN_REQUESTS_PER_SECOND + " requests without a token to "
                            + path + " in a second.");
        }
    }

    /// Counts a request that is refused because it has no valid token.
    ///
    /// @throws ProblemException `RATE_LIMITED`
    void refused(Context context) {
        String address = context.req().getRemoteAddr();
        if (!refused.allows(address)) {
            throw exceeded(
                    context,
                    "'" + address + "' sent more than " + REFUSED_REQUESTS_PER_SECOND
                            + " requests without a valid token in a second.");
        }
    }

    /// Begins to serve a request of a caller; [#end] ends it.
    ///
    /// @throws ProblemException `RATE_LIMITED`
    void begin(Context context, Caller caller) {
        String name = caller.token().principal().name();
        int now = atOnce.merge(name, 1, Integer::sum);
        if (now > REQUESTS_AT_ONCE) {
            end(caller);
            throw exceeded(context, "'" + name + "' has " + REQUESTS_AT_ONCE + " requests that are not answered yet.");
        }
    }

    void end(Caller caller) {
        atOnce.computeIfPresent(
                caller.token().principal().name(), (_, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    }

    static ProblemException exceeded(Context context, String what) {
        context.header("Retry-After", "1");
        return new ProblemException(429, "RATE_LIMITED", what, "Wait a second.");
    }
}
