package dev.agenticframework.rego;

import java.time.Duration;

/// What one query may use up.
///
/// @param time until it is cancelled with `eval_cancel_error`
/// @param steps elements visited and rules entered, in all
/// @param collected elements put into arrays, sets and objects, in all: a bound on memory
public record Limits(Duration time, long steps, long collected) {
    private static final long MAX_COLLECTED = 50_000_000L;

    /// What an element takes at least: itself, and its place in a collection.
    private static final long BYTES_AN_ELEMENT = 64;

    /// Enough for any policy that ends within a minute, and no more elements than fit into the memory of
    /// the machine.
    public static final Limits DEFAULT = new Limits(
            Duration.ofMinutes(1),
            20_000_000_000L,
            Math.min(MAX_COLLECTED, Runtime.getRuntime().maxMemory() / BYTES_AN_ELEMENT));
}
