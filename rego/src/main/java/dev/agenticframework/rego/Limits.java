package dev.agenticframework.rego;

import java.time.Duration;

/// What one query may use up.
///
/// @param time until it is cancelled with `eval_cancel_error`
/// @param steps elements visited and rules entered, in all
/// @param collected elements put into arrays, sets and objects, in all: a bound on memory
public record Limits(Duration time, long steps, long collected) {
    /// Enough for any policy that ends within a minute.
    public static final Limits DEFAULT = new Limits(Duration.ofMinutes(1), 20_000_000_000L, 50_000_000L);
}
