package dev.agenticframework.localpipelines;

import java.util.Locale;
import java.util.Optional;

/// When a job runs.
enum When {
    ON_SUCCESS,
    ON_FAILURE,
    ALWAYS,
    MANUAL,
    DELAYED,
    NEVER;

    static Optional<When> of(String written) {
        for (var when : values()) {
            if (when.name().toLowerCase(Locale.ROOT).equals(written)) {
                return Optional.of(when);
            }
        }
        return Optional.empty();
    }
}
