package dev.agenticframework.rego;

import dev.agenticframework.rego.builtin.BuiltinContext;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/// How to run a query.
///
/// @param settings the environment of built-ins
/// @param strictBuiltinErrors whether the first failure of a built-in ends the query; otherwise the call is undefined
public record RunOptions(BuiltinContext.Settings settings, Limits limits, boolean strictBuiltinErrors) {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /// Options for the current time, with lenient built-in errors, no output and no network.
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
