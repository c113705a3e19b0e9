package dev.agenticframework.httpapi;

import io.javalin.http.Context;
import java.util.Optional;

/// The header with which a client may ask twice and have it done once.
final class Idempotency {
    private static final int MAX_KEY = 256;
    private static final String NAME = "Idempotency-Key";

    static final Parameter HEADER = Parameter.header(NAME, MAX_KEY);

    private Idempotency() {}

    /// The key that was sent; empty where none was.
    static String key(Context context) {
        String key = Optional.ofNullable(context.header(NAME)).orElse("");
        if (key.length() > MAX_KEY) {
            throw Fieldwise.invalid(NAME, "has " + key.length() + " characters", "use at most " + MAX_KEY);
        }
        return key;
    }
}
