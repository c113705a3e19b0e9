package dev.agenticframework.httpapi;

import dev.agenticframework.httpapi.wire.Json;
import io.javalin.http.Context;
import java.util.Optional;

/// The header that lets a client repeat a request safely.
final class Idempotency {
    private static final int MAX_KEY = 256;
    private static final String NAME = "Idempotency-Key";

    static final Parameter HEADER = Parameter.header(NAME, MAX_KEY);

    private Idempotency() {}

    /// The key of a request; empty when it has none.
    static String key(Context context) {
        String key = Optional.ofNullable(context.header(NAME)).orElse("");
        if (key.length() > MAX_KEY) {
            throw Json.invalid(NAME, "has " + key.length() + " characters", "Use at most " + MAX_KEY + " characters.");
        }
        return key;
    }
}
