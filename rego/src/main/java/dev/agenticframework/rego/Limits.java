package dev.agenticframework.rego;

import java.time.Duration;

/// The resources that one query may use.
///
/// @param time after which the query ends with `eval_cancel_error`
/// @param steps the number of elements visited and rules entered, in total
/// @param collected the number of elements put into arrays, sets and objects, in total, and one for every 64 characters
///     of each long text that a built-in returns: a bound on memory
public record Limits(Duration time, long steps, long collected) {
    private static final long MAX_COLLECTED = 50_000_000L;

    /// The memory that an element needs at least: the element, and its place in a collection.
    private static final long BYTES_AN_ELEMENT = 64;

    /// Limits that suit any policy that ends within a minute, and allow no more elements than fit into memory.
    public static final Limits DEFAULT = new Limits(
            Duration.ofMinutes(1),
            20_000_000_000L,
            Math.min(MAX_COLLECTED, Runtime.getRuntime().maxMemory() / BYTES_AN_ELEMENT));
}
