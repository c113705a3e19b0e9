package dev.agenticframework.runtime;

import dev.agenticframework.engine.Plan;
import dev.agenticframework.engine.Request;

/// A request to start a workflow.
///
/// @param idempotencyKey a repeated start with the same key and request answers with the first workflow; empty when
///     there is none. At most 256 characters
/// @param request the request as it was made
/// @param plan the tasks to run
public record StartRequest(String idempotencyKey, Request request, Plan plan) {
    private static final int MAX_KEY_LENGTH = 256;

    public StartRequest {
        if (idempotencyKey.length() > MAX_KEY_LENGTH) {
            throw new IllegalArgumentException(
                    "An idempotency key may have at most " + MAX_KEY_LENGTH + " characters.");
        }
    }
}
