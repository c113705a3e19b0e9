package dev.agenticframework.rego;

import dev.agenticframework.rego.builtin.BuiltinContext;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/// How a query is run.
///
/// @param settings what built-ins are given
/// @param strictBuiltinErrors whether the failure of a built-in ends the query, rather than being undefined
public record RunOptions(BuiltinContext.Settings settings, Limits limits, boolean strictBuiltinErrors) {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /// The present moment, printing nowhere, reaching no network, lenient.
    public static RunOptions now() {
        Instant now = Instant.now();
        long nanos = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
        return of(
                BuiltinContext.Settings.quiet(nanos, ThreadLocalRandom.current().nextLong()));
    }

    public static RunOptions of(BuiltinContext.Settings settings) {
        return new RunOptions(settings, Limits.DEFAULT, false);
    }

    public RunOptions strict() {
        return new RunOptions(settings, limits, true);
    }

    public RunOptions within(Limits others) {
        return new RunOptions(settings, others, strictBuiltinErrors);
    }
}
