package dev.agenticframework.runtime;

import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Request;

/// A workflow to start.
///
/// @param idempotencyKey a second start with the same key and request answers with the first workflow; empty: none. At
///     most 256 characters
/// @param request what was asked
/// @param plan what is to be done
public record StartRequest(String idempotencyKey, Request request, Plan plan) {
    private static final int MAX_KEY_LENGTH = 256;

    public StartRequest {
        if (idempotencyKey.length() > MAX_KEY_LENGTH) {
            throw new IllegalArgumentException("an idempotency key has at most " + MAX_KEY_LENGTH + " characters");
        }
    }
}
